DROP TABLE margin_preset
