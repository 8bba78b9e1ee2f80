DROP TABLE intake_sheet
