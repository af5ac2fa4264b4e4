-- garmin.db exactly as garmindb 3.9 creates it (database version 14); taken from sqlite_master.
-- tests/garmin/test_sample.py compares this file with a database made by the installed garmindb.

CREATE TABLE _attributes (
	timestamp DATETIME,
	"key" VARCHAR NOT NULL,
	value VARCHAR,
	PRIMARY KEY ("key")
);

CREATE TABLE attributes (
	timestamp DATETIME,
	"key" VARCHAR NOT NULL,
	value VARCHAR,
	PRIMARY KEY ("key")
);

CREATE TABLE devices (
	serial_number BIGINT NOT NULL,
	timestamp DATETIME,
	device_type VARCHAR,
	manufacturer VARCHAR(28),
	product VARCHAR,
	hardware_version VARCHAR,
	PRIMARY KEY (serial_number)
);

CREATE TABLE weight (
	day DATETIME NOT NULL,
	weight FLOAT NOT NULL,
	PRIMARY KEY (day)
);

CREATE TABLE stress (
	timestamp DATETIME NOT NULL,
	stress INTEGER NOT NULL,
	PRIMARY KEY (timestamp),
	UNIQUE (timestamp)
);

CREATE TABLE sleep (
	day DATETIME NOT NULL,
	start DATETIME,
	"end" DATETIME,
	total_sleep TIME NOT NULL,
	deep_sleep TIME NOT NULL,
	light_sleep TIME NOT NULL,
	rem_sleep TIME NOT NULL,
	awake TIME NOT NULL,
	avg_spo2 FLOAT,
	avg_rr FLOAT,
	avg_stress FLOAT,
	score INTEGER,
	qualifier VARCHAR,
	PRIMARY KEY (day)
);

CREATE TABLE sleep_events (
	timestamp DATETIME NOT NULL,
	event VARCHAR,
	duration TIME NOT NULL,
	PRIMARY KEY (timestamp)
);

CREATE TABLE resting_hr (
	day DATETIME NOT NULL,
	resting_heart_rate FLOAT,
	PRIMARY KEY (day)
);

CREATE TABLE hrv (
	day DATETIME NOT NULL,
	weekly_avg INTEGER,
	last_night_avg INTEGER,
	last_night_5min_high INTEGER,
	baseline_low INTEGER,
	baseline_upper INTEGER,
	status VARCHAR,
	PRIMARY KEY (day)
);

CREATE TABLE daily_summary (
	day DATETIME NOT NULL,
	hr_min INTEGER,
	hr_max INTEGER,
	rhr INTEGER,
	stress_avg INTEGER,
	step_goal INTEGER,
	steps INTEGER,
	moderate_activity_time TIME NOT NULL,
	vigorous_activity_time TIME NOT NULL,
	intensity_time_goal TIME NOT NULL,
	floors_up FLOAT,
	floors_down FLOAT,
	floors_goal FLOAT,
	distance FLOAT,
	calories_goal INTEGER,
	calories_total INTEGER,
	calories_bmr INTEGER,
	calories_active INTEGER,
	calories_consumed INTEGER,
	hydration_goal INTEGER,
	hydration_intake INTEGER,
	sweat_loss INTEGER,
	spo2_avg FLOAT,
	spo2_min FLOAT,
	rr_waking_avg FLOAT,
	rr_max FLOAT,
	rr_min FLOAT,
	bb_charged INTEGER,
	bb_max INTEGER,
	bb_min INTEGER,
	description VARCHAR,
	PRIMARY KEY (day)
);

CREATE TABLE files (
	id VARCHAR NOT NULL,
	name VARCHAR,
	type VARCHAR(28) NOT NULL,
	serial_number BIGINT,
	PRIMARY KEY (id),
	UNIQUE (name),
	FOREIGN KEY(serial_number) REFERENCES devices (serial_number)
);

CREATE TABLE device_info (
	timestamp DATETIME NOT NULL,
	file_id VARCHAR,
	serial_number BIGINT NOT NULL,
	software_version VARCHAR,
	cum_operating_time TIME NOT NULL,
	battery_status VARCHAR(8),
	battery_voltage FLOAT,
	PRIMARY KEY (timestamp, serial_number),
	FOREIGN KEY(file_id) REFERENCES files (id),
	FOREIGN KEY(serial_number) REFERENCES devices (serial_number)
);

CREATE VIEW device_info_view AS SELECT device_info.timestamp AS timestamp, device_info.file_id AS file_id, device_info.serial_number AS serial_number, devices.device_type AS device_type, device_info.software_version AS software_version, devices.manufacturer AS manufacturer, devices.product AS product, devices.hardware_version AS hardware_version, device_info.battery_status AS battery_status
FROM device_info JOIN devices ON devices.serial_number = device_info.serial_number ORDER BY device_info.timestamp DESC;

CREATE VIEW files_view AS SELECT device_info.timestamp AS timestamp, files.id AS activity_id, files.name AS name, files.type AS type, devices.manufacturer AS manufacturer, devices.product AS product, devices.serial_number AS serial_number
FROM files JOIN devices ON files.serial_number = devices.serial_number JOIN device_info ON files.id = device_info.file_id ORDER BY device_info.timestamp DESC;

INSERT INTO _attributes ("key", value) VALUES
	('db.version', '14'),
	('attributes.version', '1'),
	('devices.version', '5'),
	('device_info.version', '5'),
	('device_info.view_version', '6'),
	('files.version', '3'),
	('files.view_version', '4'),
	('weight.version', '2'),
	('stress.version', '1'),
	('sleep.version', '4'),
	('sleep_events.version', '2'),
	('resting_hr.version', '2'),
	('resting_hr.resting_heart_rate.units', 'bpm'),
	('hrv.version', '1'),
	('hrv.weekly_avg.units', 'ms'),
	('hrv.last_night_avg.units', 'ms'),
	('hrv.last_night_5min_high.units', 'ms'),
	('hrv.baseline_low.units', 'ms'),
	('hrv.baseline_upper.units', 'ms'),
	('daily_summary.version', '5'),
	('daily_summary.hr_min.units', 'bpm'),
	('daily_summary.hr_max.units', 'bpm'),
	('daily_summary.rhr.units', 'bpm');
