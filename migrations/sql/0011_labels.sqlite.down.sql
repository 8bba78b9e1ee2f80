DROP TABLE print_job
--;
DROP TABLE label_setting
--;
DROP TABLE printer
