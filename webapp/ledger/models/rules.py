"""The ledger's rules as data: which edges exist, and which steps of a unit's life go with them."""

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import Flag
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT, grant


class Edge(Base):
    """A movement that is no reversal goes along a listed edge; relocation edges are not for units pools."""

    __tablename__ = "edge"
    __table_args__ = (STRICT,)

    from_node: Mapped[str] = mapped_column(Text, primary_key=True)
    to_node: Mapped[str] = mapped_column(Text, primary_key=True)
    relocation: Mapped[bool] = mapped_column(Flag, nullable=False)


class UnitStep(Base):
    """What a movement may make of a unit's status; an empty status is that of a unit not yet alive."""

    __tablename__ = "unit_step"
    __table_args__ = (STRICT,)

    status_from: Mapped[str] = mapped_column(Text, primary_key=True)
    from_node: Mapped[str] = mapped_column(Text, primary_key=True)
    to_node: Mapped[str] = mapped_column(Text, primary_key=True)
    status_to: Mapped[str] = mapped_column(Text, primary_key=True)


class UnitStill(Base):
    """What an event may make of a unit's status while no quantity moves."""

    __tablename__ = "unit_still"
    __table_args__ = (STRICT,)

    status_from: Mapped[str] = mapped_column(Text, primary_key=True)
    place_from: Mapped[str] = mapped_column(Text, primary_key=True)
    status_to: Mapped[str] = mapped_column(Text, primary_key=True)
    place_to: Mapped[str] = mapped_column(Text, nullable=False)


for _table in (Edge, UnitStep, UnitStill):
    grant(_table.__tablename__, "SELECT")
