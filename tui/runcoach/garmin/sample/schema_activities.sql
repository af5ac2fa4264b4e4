-- garmin_activities.db exactly as garmindb 3.9 creates it (database version 13); taken from sqlite_master.
-- tests/garmin/test_sample.py compares this file with a database made by the installed garmindb.

CREATE TABLE _attributes (
	timestamp DATETIME,
	"key" VARCHAR NOT NULL,
	value VARCHAR,
	PRIMARY KEY ("key")
);

CREATE TABLE activities (
	activity_id VARCHAR NOT NULL,
	name VARCHAR,
	description VARCHAR,
	type VARCHAR,
	course_id INTEGER,
	laps INTEGER,
	sport VARCHAR,
	sub_sport VARCHAR,
	device_serial_number BIGINT,
	self_eval_feel VARCHAR,
	self_eval_effort VARCHAR,
	training_load FLOAT,
	training_effect FLOAT,
	anaerobic_training_effect FLOAT,
	start_time DATETIME,
	stop_time DATETIME,
	elapsed_time TIME NOT NULL,
	moving_time TIME NOT NULL,
	distance FLOAT,
	cycles FLOAT,
	avg_hr INTEGER,
	max_hr INTEGER,
	avg_rr FLOAT,
	max_rr FLOAT,
	calories INTEGER,
	avg_cadence INTEGER,
	max_cadence INTEGER,
	avg_speed FLOAT,
	max_speed FLOAT,
	ascent FLOAT,
	descent FLOAT,
	max_temperature FLOAT,
	min_temperature FLOAT,
	avg_temperature FLOAT,
	start_lat FLOAT,
	start_long FLOAT,
	stop_lat FLOAT,
	stop_long FLOAT,
	hr_zones_method VARCHAR(18),
	hrz_1_hr INTEGER,
	hrz_2_hr INTEGER,
	hrz_3_hr INTEGER,
	hrz_4_hr INTEGER,
	hrz_5_hr INTEGER,
	hrz_1_time TIME NOT NULL,
	hrz_2_time TIME NOT NULL,
	hrz_3_time TIME NOT NULL,
	hrz_4_time TIME NOT NULL,
	hrz_5_time TIME NOT NULL,
	PRIMARY KEY (activity_id)
);

CREATE TABLE activities_devices (
	activity_id VARCHAR NOT NULL,
	device_serial_number BIGINT NOT NULL,
	PRIMARY KEY (activity_id, device_serial_number)
);

CREATE TABLE activity_laps (
	activity_id VARCHAR NOT NULL,
	lap INTEGER NOT NULL,
	start_time DATETIME,
	stop_time DATETIME,
	elapsed_time TIME NOT NULL,
	moving_time TIME NOT NULL,
	distance FLOAT,
	cycles FLOAT,
	avg_hr INTEGER,
	max_hr INTEGER,
	avg_rr FLOAT,
	max_rr FLOAT,
	calories INTEGER,
	avg_cadence INTEGER,
	max_cadence INTEGER,
	avg_speed FLOAT,
	max_speed FLOAT,
	ascent FLOAT,
	descent FLOAT,
	max_temperature FLOAT,
	min_temperature FLOAT,
	avg_temperature FLOAT,
	start_lat FLOAT,
	start_long FLOAT,
	stop_lat FLOAT,
	stop_long FLOAT,
	hr_zones_method VARCHAR(18),
	hrz_1_hr INTEGER,
	hrz_2_hr INTEGER,
	hrz_3_hr INTEGER,
	hrz_4_hr INTEGER,
	hrz_5_hr INTEGER,
	hrz_1_time TIME NOT NULL,
	hrz_2_time TIME NOT NULL,
	hrz_3_time TIME NOT NULL,
	hrz_4_time TIME NOT NULL,
	hrz_5_time TIME NOT NULL,
	PRIMARY KEY (activity_id, lap),
	FOREIGN KEY(activity_id) REFERENCES activities (activity_id)
);

CREATE TABLE activity_splits (
	activity_id VARCHAR NOT NULL,
	split INTEGER NOT NULL,
	grade VARCHAR,
	completed BOOLEAN,
	falls INTEGER,
	start_time DATETIME,
	stop_time DATETIME,
	elapsed_time TIME NOT NULL,
	moving_time TIME NOT NULL,
	distance FLOAT,
	cycles FLOAT,
	avg_hr INTEGER,
	max_hr INTEGER,
	avg_rr FLOAT,
	max_rr FLOAT,
	calories INTEGER,
	avg_cadence INTEGER,
	max_cadence INTEGER,
	avg_speed FLOAT,
	max_speed FLOAT,
	ascent FLOAT,
	descent FLOAT,
	max_temperature FLOAT,
	min_temperature FLOAT,
	avg_temperature FLOAT,
	start_lat FLOAT,
	start_long FLOAT,
	stop_lat FLOAT,
	stop_long FLOAT,
	hr_zones_method VARCHAR(18),
	hrz_1_hr INTEGER,
	hrz_2_hr INTEGER,
	hrz_3_hr INTEGER,
	hrz_4_hr INTEGER,
	hrz_5_hr INTEGER,
	hrz_1_time TIME NOT NULL,
	hrz_2_time TIME NOT NULL,
	hrz_3_time TIME NOT NULL,
	hrz_4_time TIME NOT NULL,
	hrz_5_time TIME NOT NULL,
	PRIMARY KEY (activity_id, split),
	FOREIGN KEY(activity_id) REFERENCES activities (activity_id)
);

CREATE TABLE activity_records (
	activity_id VARCHAR NOT NULL,
	record INTEGER NOT NULL,
	timestamp DATETIME,
	position_lat FLOAT,
	position_long FLOAT,
	distance FLOAT,
	cadence INTEGER,
	altitude FLOAT,
	hr INTEGER,
	rr FLOAT,
	speed FLOAT,
	temperature FLOAT,
	PRIMARY KEY (activity_id, record),
	FOREIGN KEY(activity_id) REFERENCES activities (activity_id)
);

CREATE TABLE steps_activities (
	steps INTEGER,
	avg_pace TIME NOT NULL,
	avg_moving_pace TIME NOT NULL,
	max_pace TIME NOT NULL,
	avg_steps_per_min INTEGER,
	max_steps_per_min INTEGER,
	avg_step_length FLOAT,
	avg_vertical_ratio FLOAT,
	avg_vertical_oscillation FLOAT,
	avg_gct_balance FLOAT,
	avg_ground_contact_time TIME NOT NULL,
	avg_stance_time_percent FLOAT,
	vo2_max FLOAT,
	activity_id VARCHAR NOT NULL,
	PRIMARY KEY (activity_id),
	FOREIGN KEY(activity_id) REFERENCES activities (activity_id)
);

CREATE TABLE paddle_activities (
	strokes INTEGER,
	avg_stroke_distance FLOAT,
	activity_id VARCHAR NOT NULL,
	PRIMARY KEY (activity_id),
	FOREIGN KEY(activity_id) REFERENCES activities (activity_id)
);

CREATE TABLE cycle_activities (
	strokes INTEGER,
	vo2_max FLOAT,
	activity_id VARCHAR NOT NULL,
	PRIMARY KEY (activity_id),
	FOREIGN KEY(activity_id) REFERENCES activities (activity_id)
);

CREATE TABLE climbing_activities (
	total_routes INTEGER,
	activity_id VARCHAR NOT NULL,
	PRIMARY KEY (activity_id),
	FOREIGN KEY(activity_id) REFERENCES activities (activity_id)
);

CREATE VIEW steps_activities_view AS SELECT activities.activity_id AS activity_id, activities.name AS name, activities.description AS description, activities.sport AS sport, activities.sub_sport AS sub_sport, activities.type AS type, activities.course_id AS course_id, activities.start_time AS start_time, activities.stop_time AS stop_time, activities.elapsed_time AS elapsed_time, ROUND(CAST(activities.distance AS NUMERIC), 1) AS distance , steps_activities.steps AS steps, steps_activities.avg_pace AS avg_pace, steps_activities.avg_moving_pace AS avg_moving_pace, steps_activities.max_pace AS max_pace, ROUND(CAST(steps_activities.avg_steps_per_min AS NUMERIC), 1) AS avg_steps_per_min , ROUND(CAST(steps_activities.max_steps_per_min AS NUMERIC), 1) AS max_steps_per_min , activities.avg_hr AS avg_hr, activities.max_hr AS max_hr, activities.calories AS calories, ROUND(CAST(activities.avg_temperature AS NUMERIC), 1) AS avg_temperature , ROUND(CAST(activities.avg_speed AS NUMERIC), 1) AS avg_speed , ROUND(CAST(activities.max_speed AS NUMERIC), 1) AS max_speed , ROUND(CAST(steps_activities.avg_step_length AS NUMERIC), 1) AS avg_step_length , steps_activities.vo2_max AS vo2_max, activities.training_effect AS training_effect, activities.anaerobic_training_effect AS anaerobic_training_effect, activities.hrz_1_time AS heart_rate_zone_one_time, activities.hrz_2_time AS heart_rate_zone_two_time, activities.hrz_3_time AS heart_rate_zone_three_time, activities.hrz_4_time AS heart_rate_zone_four_time, activities.hrz_5_time AS heart_rate_zone_five_time, 'http://maps.google.com/?ie=UTF8&q=' || activities.start_lat || ',' || activities.start_long || '&z=13' AS start_loc, 'http://maps.google.com/?ie=UTF8&q=' || activities.stop_lat || ',' || activities.stop_long || '&z=13' AS stop_loc
FROM steps_activities JOIN activities ON activities.activity_id = steps_activities.activity_id ORDER BY activities.start_time DESC;

CREATE VIEW walking_activities_view AS SELECT activities.activity_id AS activity_id, activities.name AS name, activities.description AS description, activities.start_time AS start_time, activities.stop_time AS stop_time, activities.elapsed_time AS elapsed_time, ROUND(CAST(activities.distance AS NUMERIC), 1) AS distance , steps_activities.steps AS steps, steps_activities.avg_pace AS avg_pace, steps_activities.avg_moving_pace AS avg_moving_pace, steps_activities.max_pace AS max_pace, ROUND(CAST(steps_activities.avg_steps_per_min AS NUMERIC), 1) AS avg_steps_per_min , ROUND(CAST(steps_activities.max_steps_per_min AS NUMERIC), 1) AS max_steps_per_min , activities.avg_hr AS avg_hr, activities.max_hr AS max_hr, activities.calories AS calories, ROUND(CAST(activities.avg_temperature AS NUMERIC), 1) AS avg_temperature , ROUND(CAST(activities.avg_speed AS NUMERIC), 1) AS avg_speed , ROUND(CAST(activities.max_speed AS NUMERIC), 1) AS max_speed , ROUND(CAST(steps_activities.avg_step_length AS NUMERIC), 1) AS avg_step_length , steps_activities.vo2_max AS vo2_max, activities.training_effect AS training_effect, activities.anaerobic_training_effect AS anaerobic_training_effect, activities.hrz_1_time AS heart_rate_zone_one_time, activities.hrz_2_time AS heart_rate_zone_two_time, activities.hrz_3_time AS heart_rate_zone_three_time, activities.hrz_4_time AS heart_rate_zone_four_time, activities.hrz_5_time AS heart_rate_zone_five_time, 'http://maps.google.com/?ie=UTF8&q=' || activities.start_lat || ',' || activities.start_long || '&z=13' AS start_loc, 'http://maps.google.com/?ie=UTF8&q=' || activities.stop_lat || ',' || activities.stop_long || '&z=13' AS stop_loc
FROM steps_activities JOIN activities ON activities.activity_id = steps_activities.activity_id
WHERE Activities.sport = 'walking' ORDER BY activities.start_time DESC;

CREATE VIEW running_activities_view AS SELECT activities.activity_id AS activity_id, activities.name AS name, activities.description AS description, activities.sub_sport AS sub_sport, activities.course_id AS course_id, activities.start_time AS start_time, activities.stop_time AS stop_time, activities.elapsed_time AS elapsed_time, ROUND(CAST(activities.distance AS NUMERIC), 1) AS distance , steps_activities.steps AS steps, steps_activities.avg_pace AS avg_pace, steps_activities.avg_moving_pace AS avg_moving_pace, steps_activities.max_pace AS max_pace, ROUND(CAST(steps_activities.avg_steps_per_min AS NUMERIC), 1) AS avg_steps_per_min , ROUND(CAST(steps_activities.max_steps_per_min AS NUMERIC), 1) AS max_steps_per_min , activities.avg_hr AS avg_hr, activities.max_hr AS max_hr, activities.avg_rr AS avg_rr, activities.max_rr AS max_rr, activities.calories AS calories, ROUND(CAST(activities.avg_temperature AS NUMERIC), 1) AS avg_temperature , ROUND(CAST(activities.avg_speed AS NUMERIC), 1) AS avg_speed , ROUND(CAST(activities.max_speed AS NUMERIC), 1) AS max_speed , ROUND(CAST(steps_activities.avg_step_length AS NUMERIC), 1) AS avg_step_length , ROUND(CAST(steps_activities.avg_vertical_ratio AS NUMERIC), 1) AS avg_vertical_ratio , steps_activities.avg_gct_balance AS avg_gct_balance, ROUND(CAST(steps_activities.avg_vertical_oscillation AS NUMERIC), 1) AS avg_vertical_oscillation , steps_activities.avg_ground_contact_time AS avg_ground_contact_time, steps_activities.avg_stance_time_percent AS avg_stance_time_percent, steps_activities.vo2_max AS vo2_max, activities.training_effect AS training_effect, activities.anaerobic_training_effect AS anaerobic_training_effect, activities.hrz_1_time AS heart_rate_zone_one_time, activities.hrz_2_time AS heart_rate_zone_two_time, activities.hrz_3_time AS heart_rate_zone_three_time, activities.hrz_4_time AS heart_rate_zone_four_time, activities.hrz_5_time AS heart_rate_zone_five_time, 'http://maps.google.com/?ie=UTF8&q=' || activities.start_lat || ',' || activities.start_long || '&z=13' AS start_loc, 'http://maps.google.com/?ie=UTF8&q=' || activities.stop_lat || ',' || activities.stop_long || '&z=13' AS stop_loc
FROM steps_activities JOIN activities ON activities.activity_id = steps_activities.activity_id
WHERE Activities.sport = 'running' ORDER BY activities.start_time DESC;

CREATE VIEW hiking_activities_view AS SELECT activities.activity_id AS activity_id, activities.name AS name, activities.description AS description, activities.start_time AS start_time, activities.stop_time AS stop_time, activities.elapsed_time AS elapsed_time, ROUND(CAST(activities.distance AS NUMERIC), 1) AS distance , steps_activities.steps AS steps, steps_activities.avg_pace AS avg_pace, steps_activities.avg_moving_pace AS avg_moving_pace, steps_activities.max_pace AS max_pace, ROUND(CAST(steps_activities.avg_steps_per_min AS NUMERIC), 1) AS avg_steps_per_min , ROUND(CAST(steps_activities.max_steps_per_min AS NUMERIC), 1) AS max_steps_per_min , activities.avg_hr AS avg_hr, activities.max_hr AS max_hr, activities.calories AS calories, ROUND(CAST(activities.avg_temperature AS NUMERIC), 1) AS avg_temperature , ROUND(CAST(activities.avg_speed AS NUMERIC), 1) AS avg_speed , ROUND(CAST(activities.max_speed AS NUMERIC), 1) AS max_speed , ROUND(CAST(steps_activities.avg_step_length AS NUMERIC), 1) AS avg_step_length , steps_activities.vo2_max AS vo2_max, activities.training_effect AS training_effect, activities.anaerobic_training_effect AS anaerobic_training_effect, activities.hrz_1_time AS heart_rate_zone_one_time, activities.hrz_2_time AS heart_rate_zone_two_time, activities.hrz_3_time AS heart_rate_zone_three_time, activities.hrz_4_time AS heart_rate_zone_four_time, activities.hrz_5_time AS heart_rate_zone_five_time, 'http://maps.google.com/?ie=UTF8&q=' || activities.start_lat || ',' || activities.start_long || '&z=13' AS start_loc, 'http://maps.google.com/?ie=UTF8&q=' || activities.stop_lat || ',' || activities.stop_long || '&z=13' AS stop_loc
FROM steps_activities JOIN activities ON activities.activity_id = steps_activities.activity_id
WHERE Activities.sport = 'hiking' ORDER BY activities.start_time DESC;

CREATE VIEW paddle_activities_view AS SELECT activities.activity_id AS activity_id, activities.name AS name, activities.description AS description, activities.sport AS sport, activities.sub_sport AS sub_sport, activities.start_time AS start_time, activities.stop_time AS stop_time, activities.elapsed_time AS elapsed_time, ROUND(CAST(activities.distance AS NUMERIC), 1) AS distance , paddle_activities.strokes AS strokes, ROUND(CAST(paddle_activities.avg_stroke_distance AS NUMERIC), 1) AS avg_stroke_distance , activities.avg_cadence AS avg_cadence, activities.max_cadence AS max_cadence, activities.avg_hr AS avg_hr, activities.max_hr AS max_hr, ROUND(CAST(activities.calories AS NUMERIC), 1) AS calories , ROUND(CAST(activities.avg_temperature AS NUMERIC), 1) AS avg_temperature , ROUND(CAST(activities.avg_speed AS NUMERIC), 1) AS avg_speed , ROUND(CAST(activities.max_speed AS NUMERIC), 1) AS max_speed , activities.training_effect AS training_effect, activities.anaerobic_training_effect AS anaerobic_training_effect, 'http://maps.google.com/?ie=UTF8&q=' || activities.start_lat || ',' || activities.start_long || '&z=13' AS start_loc, 'http://maps.google.com/?ie=UTF8&q=' || activities.stop_lat || ',' || activities.stop_long || '&z=13' AS stop_loc
FROM paddle_activities JOIN activities ON activities.activity_id = paddle_activities.activity_id ORDER BY activities.start_time DESC;

CREATE VIEW cycle_activities_view AS SELECT activities.activity_id AS activity_id, activities.name AS name, activities.description AS description, activities.sub_sport AS sub_sport, activities.start_time AS start_time, activities.stop_time AS stop_time, activities.elapsed_time AS elapsed_time, ROUND(CAST(activities.distance AS NUMERIC), 1) AS distance , cycle_activities.strokes AS strokes, activities.avg_hr AS avg_hr, activities.max_hr AS max_hr, activities.avg_rr AS avg_rr, activities.max_rr AS max_rr, activities.calories AS calories, ROUND(CAST(activities.avg_temperature AS NUMERIC), 1) AS avg_temperature , activities.avg_cadence AS avg_rpms, activities.max_cadence AS max_rpms, ROUND(CAST(activities.avg_speed AS NUMERIC), 1) AS avg_speed , ROUND(CAST(activities.max_speed AS NUMERIC), 1) AS max_speed , cycle_activities.vo2_max AS vo2_max, activities.training_effect AS training_effect, activities.anaerobic_training_effect AS anaerobic_training_effect, activities.hrz_1_time AS heart_rate_zone_one_time, activities.hrz_2_time AS heart_rate_zone_two_time, activities.hrz_3_time AS heart_rate_zone_three_time, activities.hrz_4_time AS heart_rate_zone_four_time, activities.hrz_5_time AS heart_rate_zone_five_time, 'http://maps.google.com/?ie=UTF8&q=' || activities.start_lat || ',' || activities.start_long || '&z=13' AS start_loc, 'http://maps.google.com/?ie=UTF8&q=' || activities.stop_lat || ',' || activities.stop_long || '&z=13' AS stop_loc
FROM cycle_activities JOIN activities ON activities.activity_id = cycle_activities.activity_id ORDER BY activities.start_time DESC;

CREATE VIEW climbing_activities_view AS SELECT activities.activity_id AS activity_id, activities.name AS name, activities.description AS description, activities.sub_sport AS sub_sport, activities.start_time AS start_time, activities.stop_time AS stop_time, activities.elapsed_time AS elapsed_time, activities.moving_time AS moving_time, activities.avg_hr AS avg_hr, activities.max_hr AS max_hr, activities.calories AS calories, activities.ascent AS ascent, activities.descent AS descent, climbing_activities.total_routes AS total_routes, activities.training_effect AS training_effect, activities.anaerobic_training_effect AS anaerobic_training_effect, activities.hrz_1_time AS heart_rate_zone_one_time, activities.hrz_2_time AS heart_rate_zone_two_time, activities.hrz_3_time AS heart_rate_zone_three_time, activities.hrz_4_time AS heart_rate_zone_four_time, activities.hrz_5_time AS heart_rate_zone_five_time
FROM climbing_activities JOIN activities ON activities.activity_id = climbing_activities.activity_id ORDER BY activities.start_time DESC;

INSERT INTO _attributes ("key", value) VALUES
	('db.version', '13'),
	('activities.version', '6'),
	('activity_laps.version', '4'),
	('activity_splits.version', '1'),
	('activity_records.version', '3'),
	('activities_devices.version', '2'),
	('steps_activities.version', '3'),
	('steps_activities.view_version', '6'),
	('paddle_activities.version', '2'),
	('paddle_activities.view_version', '5'),
	('cycle_activities.version', '2'),
	('cycle_activities.view_version', '7'),
	('climbing_activities.version', '1'),
	('climbing_activities.view_version', '1');
