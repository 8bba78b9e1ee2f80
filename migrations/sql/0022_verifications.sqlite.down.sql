DROP TABLE verification
