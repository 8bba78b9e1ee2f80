"""Who acts, for which tenant, from where: all an operation may know of the outside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class TenantFacts:
    """What rules need to know of the tenant at work; ``exponent`` is its currency's digits after the point."""

    id: int
    slug: str
    name: str
    currency: str
    exponent: int
    time_zone: str
    id_prefixes: Mapping[str, Sequence[str]] = field(default_factory=dict, compare=False)

    def prefix(self, kind: str) -> str:
        """What new ids of this kind begin with: its own prefix, unless the tenant chose another."""
        return next(iter(self.id_prefixes.get(kind, ())), kind)

    def kind_of(self, prefix: str) -> str:
        """What kind of thing an id with this prefix is of: one that the tenant chose, now or once, or its own."""
        return next((kind for kind, known in self.id_prefixes.items() if prefix in known), prefix)

    def ids_meant(self, kind: str, code: str) -> list[str]:
        """The ids of this kind that a code can mean, in whatever case it was typed; none if it begins otherwise."""
        head, mark, tail = code.partition("_")
        known = dict.fromkeys((*self.id_prefixes.get(kind, ()), kind)) if mark else ()
        spelled = [f"{one}_{tail.lower()}" for one in known if one.lower() == head.lower()]
        return list(dict.fromkeys((code, *spelled))) if spelled else []


@dataclass(frozen=True)
class Actor:
    """A person or a key at work for one tenant; ``grants`` are the names of what they may do."""

    tenant: TenantFacts
    id: str
    name: str
    grants: frozenset[str]
    source: str
    role: str = ""
    email: str = ""
    desk_id: str | None = None
    desk_name: str | None = None
    request_id: str = "-"
    session_hash: str = field(default="", repr=False)

    def may(self, permission: str) -> bool:
        """Whether this actor was granted the permission."""
        return permission in self.grants
