-- Sessions and revocations, H2 2.2 and later.
-- Times are milliseconds since 1970 (UTC). Texts are UTF-8 bytes, so that each is given back byte for byte; read them
-- with UTF8TOSTRING(column).

-- H2's own CURRENT_TIMESTAMP stands still within a transaction.
CREATE ALIAS ${prefix}now FOR 'java.lang.System.currentTimeMillis';

-- One row for each subject that has sessions, or had one within the retention. Its row lock puts all that happens to the
-- subject in one order.
CREATE TABLE ${prefix}subject (
    subject_key      BINARY(32)      NOT NULL PRIMARY KEY, -- SHA-256 of the subject, as for the other databases
    subject          VARBINARY(4096) NOT NULL,
    ended_minimum    BIGINT          NOT NULL,
    outdated_minimum BIGINT          NOT NULL,
    highest_version  BIGINT          NOT NULL,
    vacant_since     BIGINT -- when it may have lost its last session; null if that cannot be
);
CREATE INDEX ${prefix}subject_vacant ON ${prefix}subject (vacant_since);

CREATE TABLE ${prefix}session (
    sid             BINARY(16)         NOT NULL PRIMARY KEY,
    subject_key     BINARY(32)         NOT NULL,
    client_id       VARBINARY(4096)    NOT NULL,
    version         BIGINT             NOT NULL,
    revision        BIGINT             NOT NULL, -- counts the writes of the row
    generation      INT                NOT NULL,
    grace_from      INT                NOT NULL, -- the lowest generation that was within grace when this one was made
    origin          VARCHAR(60)        NOT NULL, -- what made the generation
    refresh_key_id  VARBINARY(255)     NOT NULL,
    rotated_at      BIGINT             NOT NULL, -- when the generation was made
    created_at      BIGINT             NOT NULL,
    refreshed_at    BIGINT             NOT NULL,
    expires_at      BIGINT             NOT NULL,
    idle_millis     BIGINT             NOT NULL,
    absolute_millis BIGINT             NOT NULL,
    parts           VARBINARY(1000000) NOT NULL  -- claims, contexts and the like, each under a number
);
CREATE INDEX ${prefix}session_subject ON ${prefix}session (subject_key DESC, sid DESC);
CREATE INDEX ${prefix}session_expiry ON ${prefix}session (expires_at);

-- The revocation log. Within a partition, seq has no gaps and is in the order of the commits. The newest entry of a
-- partition is never deleted: it carries the partition's floor, and a reader's cursor is checked against it. The target,
-- kind and cause are names, of which a newer node may write others; what else it has to say goes into extra.
CREATE TABLE ${prefix}log (
    partition_number INT    NOT NULL,
    seq              BIGINT NOT NULL,
    entry_id         BIGINT NOT NULL, -- random: with seq it names this very entry, also after a fail-over
    previous_id      BIGINT NOT NULL,
    partition_floor  BIGINT NOT NULL,
    target           VARCHAR(60), -- null in the entry with which a partition begins
    kind             VARCHAR(60),
    subject_key      BINARY(32),
    subject          VARBINARY(4096),
    sid              BINARY(16),
    minimum_version  BIGINT,
    cause            VARCHAR(60),
    logged_at        BIGINT,
    extra            VARBINARY(1000000),
    PRIMARY KEY (partition_number, seq)
);
CREATE INDEX ${prefix}log_sid ON ${prefix}log (sid);
CREATE INDEX ${prefix}log_subject ON ${prefix}log (subject_key);

-- The right to append to a partition, and what is kept of it for ever. No session of it ever had a version above
-- highest_version, which is written ahead by a minute, so that few sign-ins have to write it; none below everything_minimum
-- exists.
CREATE TABLE ${prefix}partition (
    partition_number   INT    NOT NULL PRIMARY KEY,
    highest_version    BIGINT NOT NULL DEFAULT 0,
    everything_minimum BIGINT NOT NULL DEFAULT 0
);
INSERT INTO ${prefix}partition (partition_number)
    VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15);
INSERT INTO ${prefix}log (partition_number, seq, entry_id, previous_id, partition_floor)
    SELECT partition_number, 0, CAST(RAND() * 9e15 AS BIGINT), 0, 0 FROM ${prefix}partition;

-- The retentions that nodes ask for: the longest that was asked for within its own length is in force.
CREATE TABLE ${prefix}retention (
    millis   BIGINT NOT NULL PRIMARY KEY,
    asked_at BIGINT NOT NULL
);

-- Which node cleans up, and until when.
CREATE TABLE ${prefix}lease (
    name       VARCHAR(20) NOT NULL PRIMARY KEY,
    holder     VARCHAR(40) NOT NULL,
    held_until BIGINT      NOT NULL
);
INSERT INTO ${prefix}lease (name, holder, held_until) VALUES ('clean-up', '', 0);
