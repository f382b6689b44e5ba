PRAGMA application_id = 1179471444;
PRAGMA user_version = 4;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0004');
CREATE TABLE annotator (
	seq INTEGER NOT NULL, 
	id CHAR(32) NOT NULL, 
	name VARCHAR NOT NULL, 
	CONSTRAINT pk_annotator PRIMARY KEY (seq), 
	CONSTRAINT uq_annotator_id UNIQUE (id)
);
INSERT INTO "annotator" VALUES(1,'d75b1e2494194f4da0597bdc5dbe4409','Anna');
CREATE TABLE answer (
	seq INTEGER NOT NULL, 
	id CHAR(32) NOT NULL, 
	session_seq INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	revision INTEGER NOT NULL, 
	image_index INTEGER NOT NULL, 
	label INTEGER NOT NULL, 
	chosen INTEGER NOT NULL, 
	onset_ns BIGINT NOT NULL, 
	response_ns BIGINT NOT NULL, 
	shown_at BIGINT NOT NULL, 
	answered_at BIGINT NOT NULL, 
	device VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	was_paused BOOLEAN NOT NULL, 
	lost_focus BOOLEAN NOT NULL, 
	was_seen BOOLEAN NOT NULL, phase VARCHAR DEFAULT 'main' NOT NULL, split VARCHAR DEFAULT '' NOT NULL, block INTEGER DEFAULT '0' NOT NULL, image_sha256 VARCHAR DEFAULT '' NOT NULL, confidence INTEGER, second_choice INTEGER, late_frames INTEGER DEFAULT '0' NOT NULL, clock_jumped BOOLEAN DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_answer PRIMARY KEY (seq), 
	CONSTRAINT uq_answer_id UNIQUE (id), 
	CONSTRAINT fk_answer_session_seq_session FOREIGN KEY(session_seq) REFERENCES session (seq)
);
INSERT INTO "answer" VALUES(1,'3eff8b3fc17741139e782196324f3e81',1,0,0,0,1,0,1000000000000,1000800000000,1772368215123456,1772368215923456,'key','0',0,0,0,'main','',0,'',NULL,NULL,0,0);
INSERT INTO "answer" VALUES(2,'76531737f12948c691ca4dc4edfde416',1,1,0,1,1,1,1000000000001,1000800000001,1772368216123456,1772368216923456,'key','1',0,0,0,'main','',0,'',NULL,NULL,0,0);
INSERT INTO "answer" VALUES(3,'e488b6c85ad34a328332f05a58296818',1,2,0,2,1,2,1000000000002,1000800000002,1772368217123456,1772368217923456,'key','2',0,0,0,'main','',0,'',NULL,NULL,0,0);
INSERT INTO "answer" VALUES(4,'767d5274c68d4b5d803a960a8652dbd0',1,3,0,3,1,0,1000000000003,1000800000003,1772368218123456,1772368218923456,'key','0',0,0,0,'main','',0,'',NULL,NULL,0,0);
INSERT INTO "answer" VALUES(5,'c7eec61bbf9743c096fabb7b1ba95a54',1,4,0,4,1,1,1000000000004,1000800000004,1772368219123456,1772368219923456,'key','1',0,0,0,'main','',0,'',NULL,NULL,0,0);
INSERT INTO "answer" VALUES(6,'4bbdbb01dc144d579e0730b3cc170c31',1,5,0,5,1,2,1000000000005,1000800000005,1772368220123456,1772368220923456,'key','2',0,0,0,'main','',0,'',NULL,NULL,0,0);
INSERT INTO "answer" VALUES(7,'fa749692f21f45ebaed78f5d0960afe9',1,6,0,6,1,0,1000000000006,1000800000006,1772368221123456,1772368221923456,'key','0',0,0,0,'main','',0,'',NULL,NULL,0,0);
INSERT INTO "answer" VALUES(8,'834c1b69573a459ab55f2af41757905e',1,7,0,7,1,1,1000000000007,1000800000007,1772368222123456,1772368222923456,'key','1',0,0,0,'main','',0,'',NULL,NULL,0,0);
INSERT INTO "answer" VALUES(9,'25f02628eb07430d9cd5061c9c5f319e',1,8,0,8,1,2,1000000000008,1000800000008,1772368223123456,1772368223923456,'key','2',0,0,0,'main','',0,'',NULL,NULL,0,0);
INSERT INTO "answer" VALUES(10,'b3de08f9ec9847048692ba0357079670',1,9,0,9,1,0,1000000000009,1000800000009,1772368224123456,1772368224923456,'key','0',0,0,0,'main','',0,'',NULL,NULL,0,0);
INSERT INTO "answer" VALUES(11,'af9b74f84ffc4f4297921e6c8b8e8f4e',1,10,0,10,1,1,1000000000010,1000800000010,1772368225123456,1772368225923456,'key','1',0,0,0,'main','',0,'',NULL,NULL,0,0);
INSERT INTO "answer" VALUES(12,'cc7c6d812d6f4efc8e613a365119cdcc',1,11,0,11,1,2,1000000000011,1000800000011,1772368226123456,1772368226923456,'key','2',0,0,0,'main','',0,'',NULL,NULL,0,0);
INSERT INTO "answer" VALUES(13,'b89c4e56261c474ba07657d61404ab1e',1,12,0,12,1,0,1000000000012,1000800000012,1772368227123456,1772368227923456,'key','0',0,0,0,'main','',0,'',NULL,NULL,0,0);
INSERT INTO "answer" VALUES(14,'7bd9e8a1ff294d0e8f2e84fcb06dbee0',1,13,0,13,1,1,1000000000013,1000800000013,1772368228123456,1772368228923456,'key','1',0,0,0,'main','',0,'',NULL,NULL,0,0);
INSERT INTO "answer" VALUES(15,'14b9adb50c6d4a3db85a5cd22959fea3',1,14,0,14,1,2,1000000000014,1000800000014,1772368229123456,1772368229923456,'key','2',0,0,0,'main','',0,'',NULL,NULL,0,0);
INSERT INTO "answer" VALUES(16,'ec717f158895487f99c4258bfc985000',1,15,0,15,1,0,1000000000015,1000800000015,1772368230123456,1772368230923456,'key','0',0,0,0,'main','',0,'',NULL,NULL,0,0);
INSERT INTO "answer" VALUES(17,'bd953dc23cc247798825c7cc67e84707',1,16,0,16,1,1,1000000000016,1000800000016,1772368231123456,1772368231923456,'key','1',0,0,0,'main','',0,'',NULL,NULL,0,0);
INSERT INTO "answer" VALUES(18,'400db00dd3884a5098056ed0980dc6ff',1,17,0,17,1,2,1000000000017,1000800000017,1772368232123456,1772368232923456,'key','2',0,0,0,'main','',0,'',NULL,NULL,0,0);
INSERT INTO "answer" VALUES(19,'2547f19c6bf84914a6a5bc9974a677c6',1,18,0,18,1,0,1000000000018,1000800000018,1772368233123456,1772368233923456,'key','0',0,0,0,'main','',0,'',NULL,NULL,0,0);
INSERT INTO "answer" VALUES(20,'a36939efea83454abaa30fac0e42d43c',1,19,0,19,1,1,1000000000019,1000800000019,1772368234123456,1772368234923456,'key','1',0,0,0,'main','',0,'',NULL,NULL,0,0);
INSERT INTO "answer" VALUES(21,'558d2adb7e5a49308d39e15808606af8',1,20,0,20,1,2,1000000000020,1000800000020,1772368235123456,1772368235923456,'key','2',0,0,0,'main','',0,'',NULL,NULL,0,0);
INSERT INTO "answer" VALUES(22,'fb368220216d47a2b501e088d6a34d3e',1,21,0,21,1,0,1000000000021,1000800000021,1772368236123456,1772368236923456,'key','0',0,0,0,'main','',0,'',NULL,NULL,0,0);
INSERT INTO "answer" VALUES(23,'21fdac3af3254fbe90656c8fbb4e5c11',1,22,0,22,1,1,1000000000022,1000800000022,1772368237123456,1772368237923456,'key','1',0,0,0,'main','',0,'',NULL,NULL,0,0);
INSERT INTO "answer" VALUES(24,'69f0441ec9ba4e62a580c35ea161d909',1,23,0,23,1,2,1000000000023,1000800000023,1772368238123456,1772368238923456,'key','2',0,0,0,'main','',0,'',NULL,NULL,0,0);
INSERT INTO "answer" VALUES(27,'2b56955dda2d4b3d9ed2aa0cffd21f09',2,0,0,7,1,1,1000000000000,1000800000000,1772368215123456,1772368215923456,'key','1',0,0,0,'main','',0,'',NULL,NULL,0,0);
CREATE TABLE audit (
	seq INTEGER NOT NULL, 
	id CHAR(32) NOT NULL, 
	annotator_seq INTEGER NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	split VARCHAR NOT NULL, 
	seed VARCHAR NOT NULL, 
	numpy_version VARCHAR NOT NULL, 
	count INTEGER NOT NULL, 
	indices JSON NOT NULL, 
	at BIGINT NOT NULL, 
	app_version VARCHAR NOT NULL, 
	CONSTRAINT pk_audit PRIMARY KEY (seq), 
	CONSTRAINT uq_audit_id UNIQUE (id), 
	CONSTRAINT fk_audit_annotator_seq_annotator FOREIGN KEY(annotator_seq) REFERENCES annotator (seq)
);
INSERT INTO "audit" VALUES(1,'1a2b3c4d5e6f40718293a4b5c6d7e8f9',1,'abababababababababababababababababababababababababababababababab','test','12','2.4.6',3,'[5, 1, 9]',1772368215123465,'0.1.0');
CREATE TABLE decision (
	seq INTEGER NOT NULL, 
	id CHAR(32) NOT NULL, 
	annotator_seq INTEGER NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	split VARCHAR NOT NULL, 
	image_index INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	to_class INTEGER, 
	note VARCHAR NOT NULL, 
	at BIGINT NOT NULL, 
	app_version VARCHAR NOT NULL, more JSON, 
	CONSTRAINT pk_decision PRIMARY KEY (seq), 
	CONSTRAINT uq_decision_id UNIQUE (id), 
	CONSTRAINT fk_decision_annotator_seq_annotator FOREIGN KEY(annotator_seq) REFERENCES annotator (seq)
);
INSERT INTO "decision" VALUES(1,'5154ef5fbac04757b057c1627cf7fcf6',1,'abababababababababababababababababababababababababababababababab','test',3,'bad',NULL,'',1772368215123456,'0.1.0',NULL);
INSERT INTO "decision" VALUES(2,'06c01aed29d04ad0a5f8b5de58019bbb',1,'abababababababababababababababababababababababababababababababab','test',9,'ambiguous',NULL,'either',1772368215123456,'0.1.0',NULL);
INSERT INTO "decision" VALUES(3,'2845500ec2894f47a7a17a34648684eb',1,'abababababababababababababababababababababababababababababababab','test',7,'relabel',2,'',1772368220123456,'0.1.0',NULL);
INSERT INTO "decision" VALUES(4,'9b1c7f0a3d5e4b6f8a7c2d1e0f9b8a76',1,'abababababababababababababababababababababababababababababababab','test',3,'ambiguous',NULL,'',1772368215123456,'0.1.0','{"classes": [2, 4], "queue": "margin"}');
CREATE TABLE deck (
	sha256 VARCHAR NOT NULL, 
	preset VARCHAR NOT NULL, 
	split VARCHAR NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	seed VARCHAR NOT NULL, 
	numpy_version VARCHAR NOT NULL, 
	excluded INTEGER NOT NULL, 
	count INTEGER NOT NULL, 
	indices JSON NOT NULL, more JSON, 
	CONSTRAINT pk_deck PRIMARY KEY (sha256)
);
INSERT INTO "deck" VALUES('bc9fc3781522283559148399ffd4c8413f66f0d7395334e2caed0272e3d02468','quick-20','test','abababababababababababababababababababababababababababababababab','1','2.1.0',2,24,'[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23]',NULL);
INSERT INTO "deck" VALUES('b03b5018cb256110895319b9070a275e6e7e3fafc31c0a76ae711c60e89f67b9','practice','train','abababababababababababababababababababababababababababababababab','1','2.1.0',2,2,'[7, 8]',NULL);
INSERT INTO "deck" VALUES('b7af9de1ca68c42b4c0c737c5cc0c4945160b9b7a58e92972c3b22e7fb2e3f95','quick-20','test','abababababababababababababababababababababababababababababababab','1','2.1.0',2,4,'[5, 3, 8, 9]',NULL);
CREATE TABLE exposure (
	seq INTEGER NOT NULL, 
	id CHAR(32) NOT NULL, 
	annotator_seq INTEGER NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	split VARCHAR NOT NULL, 
	image_index INTEGER NOT NULL, 
	source VARCHAR NOT NULL, 
	at BIGINT NOT NULL, 
	CONSTRAINT pk_exposure PRIMARY KEY (seq), 
	CONSTRAINT uq_exposure_id UNIQUE (id), 
	CONSTRAINT fk_exposure_annotator_seq_annotator FOREIGN KEY(annotator_seq) REFERENCES annotator (seq)
);
INSERT INTO "exposure" VALUES(1,'68f069a46aa35b92ba09e3e6b99d3a88',1,'abababababababababababababababababababababababababababababababab','test',1,'results',1772368215123456);
INSERT INTO "exposure" VALUES(2,'df193b4fd3585459b6d576eb23f08e4f',1,'abababababababababababababababababababababababababababababababab','test',2,'results',1772368215123456);
CREATE TABLE panel (
	seq INTEGER NOT NULL, 
	id CHAR(32) NOT NULL, 
	deck_sha256 VARCHAR NOT NULL, 
	members JSON NOT NULL, 
	at BIGINT NOT NULL, 
	app_version VARCHAR NOT NULL, 
	CONSTRAINT pk_panel PRIMARY KEY (seq), 
	CONSTRAINT uq_panel_id UNIQUE (id), 
	CONSTRAINT fk_panel_deck_sha256_deck FOREIGN KEY(deck_sha256) REFERENCES deck (sha256)
);
INSERT INTO "panel" VALUES(1,'dbb9ad1e066f47439416889c65951933','b7af9de1ca68c42b4c0c737c5cc0c4945160b9b7a58e92972c3b22e7fb2e3f95','["Anna", "Ben"]',1772368215123456,'0.1.0');
CREATE TABLE retraction (
	seq INTEGER NOT NULL, 
	id CHAR(32) NOT NULL, 
	session_seq INTEGER NOT NULL, 
	answer_seq INTEGER NOT NULL, 
	retracted_at BIGINT NOT NULL, 
	CONSTRAINT pk_retraction PRIMARY KEY (seq), 
	CONSTRAINT uq_retraction_id UNIQUE (id), 
	CONSTRAINT fk_retraction_session_seq_session FOREIGN KEY(session_seq) REFERENCES session (seq), 
	CONSTRAINT fk_retraction_answer_seq_answer FOREIGN KEY(answer_seq) REFERENCES answer (seq)
);
INSERT INTO "retraction" VALUES(25,'5f7cc5d86f3f4240ab37d8171b4c24c2',1,24,1772368215123456);
CREATE TABLE session (
	seq INTEGER NOT NULL, 
	id CHAR(32) NOT NULL, 
	annotator_seq INTEGER NOT NULL, 
	deck_sha256 VARCHAR NOT NULL, 
	protocol VARCHAR NOT NULL, 
	class_names JSON NOT NULL, 
	data_identity VARCHAR, 
	started_at BIGINT NOT NULL, 
	app_version VARCHAR NOT NULL, 
	size_px INTEGER NOT NULL, 
	smoothing VARCHAR NOT NULL, 
	polarity VARCHAR NOT NULL, 
	refresh_hz DOUBLE NOT NULL, 
	pixel_ratio DOUBLE NOT NULL, 
	is_simulated BOOLEAN NOT NULL, equipment JSON, 
	CONSTRAINT pk_session PRIMARY KEY (seq), 
	CONSTRAINT uq_session_id UNIQUE (id), 
	CONSTRAINT fk_session_annotator_seq_annotator FOREIGN KEY(annotator_seq) REFERENCES annotator (seq), 
	CONSTRAINT fk_session_deck_sha256_deck FOREIGN KEY(deck_sha256) REFERENCES deck (sha256)
);
INSERT INTO "session" VALUES(1,'f453324ef4864b739faba8272e50bd4e',1,'bc9fc3781522283559148399ffd4c8413f66f0d7395334e2caed0272e3d02468','quick-20','["Trouser", "Bag", "\u00c9t\u00e9"]','fashion-mnist',1772368215123456,'0.1.0',280,'bicubic','stored',0.0,1.0,0,NULL);
INSERT INTO "session" VALUES(2,'ec08693c740145cea425d75a4b78dc3d',1,'b03b5018cb256110895319b9070a275e6e7e3fafc31c0a76ae711c60e89f67b9','practice','["Trouser", "Bag", "\u00c9t\u00e9"]','fashion-mnist',1772368215123456,'0.1.0',280,'bicubic','stored',0.0,1.0,0,NULL);
CREATE TABLE session_event (
	seq INTEGER NOT NULL, 
	id CHAR(32) NOT NULL, 
	session_seq INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	at BIGINT NOT NULL, 
	CONSTRAINT pk_session_event PRIMARY KEY (seq), 
	CONSTRAINT uq_session_event_id UNIQUE (id), 
	CONSTRAINT fk_session_event_session_seq_session FOREIGN KEY(session_seq) REFERENCES session (seq)
);
INSERT INTO "session_event" VALUES(26,'6baf71d7d8404b1a8f0b97522634f16f',1,'left',23,1772368215123456);
INSERT INTO "session_event" VALUES(28,'f5cb2afc741b424d85ae8770f9dba1db',2,'finished',1,1772368215123456);
CREATE TABLE tag_event (
	seq INTEGER NOT NULL, 
	id CHAR(32) NOT NULL, 
	annotator_seq INTEGER NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	split VARCHAR NOT NULL, 
	image_index INTEGER NOT NULL, 
	tag VARCHAR NOT NULL, 
	is_on BOOLEAN NOT NULL, 
	at BIGINT NOT NULL, 
	app_version VARCHAR NOT NULL, 
	CONSTRAINT pk_tag_event PRIMARY KEY (seq), 
	CONSTRAINT uq_tag_event_id UNIQUE (id), 
	CONSTRAINT fk_tag_event_annotator_seq_annotator FOREIGN KEY(annotator_seq) REFERENCES annotator (seq)
);
INSERT INTO "tag_event" VALUES(1,'785737974a804546862731417aa286ac',1,'abababababababababababababababababababababababababababababababab','test',3,'odd',1,1772368215123456,'0.1.0');
INSERT INTO "tag_event" VALUES(2,'1cd0c151258140f9a6e053f7675ebe3b',1,'abababababababababababababababababababababababababababababababab','test',3,'odd',0,1772368215123456,'0.1.0');
INSERT INTO "tag_event" VALUES(3,'3fe510ae373b4925a4663e1bf6ea48f1',1,'abababababababababababababababababababababababababababababababab','test',9,'review',1,1772368215123456,'0.1.0');
CREATE TABLE withdrawal (
	seq INTEGER NOT NULL, 
	id CHAR(32) NOT NULL, 
	annotator_seq INTEGER NOT NULL, 
	decision_seq INTEGER NOT NULL, 
	is_back BOOLEAN NOT NULL, 
	at BIGINT NOT NULL, 
	app_version VARCHAR NOT NULL, 
	CONSTRAINT pk_withdrawal PRIMARY KEY (seq), 
	CONSTRAINT fk_withdrawal_decision_seq_decision FOREIGN KEY(decision_seq) REFERENCES decision (seq), 
	CONSTRAINT uq_withdrawal_id UNIQUE (id), 
	CONSTRAINT fk_withdrawal_annotator_seq_annotator FOREIGN KEY(annotator_seq) REFERENCES annotator (seq)
);
INSERT INTO "withdrawal" VALUES(5,'0f1e2d3c4b5a49788796a5b4c3d2e1f0',1,3,0,1772368215123461,'0.1.0');
CREATE INDEX ix_retraction_session_seq ON retraction (session_seq);
CREATE INDEX ix_session_event_session_seq ON session_event (session_seq);
CREATE INDEX ix_exposure_annotator_seq_fingerprint_image_index ON exposure (annotator_seq, fingerprint, image_index);
CREATE INDEX ix_decision_fingerprint_image_index ON decision (fingerprint, image_index);
CREATE INDEX ix_tag_event_fingerprint_image_index ON tag_event (fingerprint, image_index);
CREATE INDEX ix_answer_image_index ON answer (image_index);
CREATE INDEX ix_answer_count ON answer (session_seq, position, revision, chosen, label, was_seen, phase);
CREATE INDEX ix_withdrawal_decision_seq ON withdrawal (decision_seq);
CREATE INDEX ix_audit_fingerprint ON audit (fingerprint);
COMMIT;
