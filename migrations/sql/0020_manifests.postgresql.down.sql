DROP TABLE manifest
