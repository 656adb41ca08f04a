-- Sessions and revocations, MariaDB 10.6 and later, MySQL 8.
-- Times are milliseconds since 1970 (UTC). Texts are UTF-8 bytes, so that each is given back byte for byte, whatever the
-- database's character set and collation; read them with CONVERT(column USING utf8mb4).

-- One row for each subject that has sessions, or had one within the retention. Its row lock puts all that happens to the
-- subject in one order. subject_key is the SHA-256 of the subject: an index entry holds no 1,024 characters.
-- vacant_since is when it may have lost its last session; null if that cannot be.
CREATE TABLE ${prefix}subject (
    subject_key      BINARY(32)      NOT NULL PRIMARY KEY,
    subject          VARBINARY(4096) NOT NULL,
    ended_minimum    BIGINT          NOT NULL,
    outdated_minimum BIGINT          NOT NULL,
    highest_version  BIGINT          NOT NULL,
    vacant_since     BIGINT,
    INDEX ${prefix}subject_vacant (vacant_since)
) ENGINE = InnoDB;

-- revision counts the writes of the row. origin is what made the generation, rotated_at when; grace_from is the lowest
-- generation that was within grace then. parts are claims, contexts and the like, each under a number.
CREATE TABLE ${prefix}session (
    sid             BINARY(16)      NOT NULL PRIMARY KEY,
    subject_key     BINARY(32)      NOT NULL,
    client_id       VARBINARY(4096) NOT NULL,
    version         BIGINT          NOT NULL,
    revision        BIGINT          NOT NULL,
    generation      INT             NOT NULL,
    grace_from      INT             NOT NULL,
    origin          VARCHAR(60) CHARACTER SET ascii NOT NULL,
    refresh_key_id  VARBINARY(255)  NOT NULL,
    rotated_at      BIGINT          NOT NULL,
    created_at      BIGINT          NOT NULL,
    refreshed_at    BIGINT          NOT NULL,
    expires_at      BIGINT          NOT NULL,
    idle_millis     BIGINT          NOT NULL,
    absolute_millis BIGINT          NOT NULL,
    parts           MEDIUMBLOB      NOT NULL,
    INDEX ${prefix}session_subject (subject_key, sid),
    INDEX ${prefix}session_expiry (expires_at)
) ENGINE = InnoDB;

-- The revocation log. Within a partition, seq has no gaps and is in the order of the commits. The newest entry of a
-- partition is never deleted: it carries the partition's floor, and a reader's cursor is checked against it. entry_id is
-- random: with seq it names this very entry, also after a fail-over. The target, kind and cause are names, of which a newer
-- node may write others; what else it has to say goes into extra. target is null in the entry with which a partition begins.
CREATE TABLE ${prefix}log (
    partition_number INT    NOT NULL,
    seq              BIGINT NOT NULL,
    entry_id         BIGINT NOT NULL,
    previous_id      BIGINT NOT NULL,
    partition_floor  BIGINT NOT NULL,
    target           VARCHAR(60) CHARACTER SET ascii,
    kind             VARCHAR(60) CHARACTER SET ascii,
    subject_key      BINARY(32),
    subject          VARBINARY(4096),
    sid              BINARY(16),
    minimum_version  BIGINT,
    cause            VARCHAR(60) CHARACTER SET ascii,
    logged_at        BIGINT,
    extra            MEDIUMBLOB,
    PRIMARY KEY (partition_number, seq),
    INDEX ${prefix}log_sid (sid),
    INDEX ${prefix}log_subject (subject_key)
) ENGINE = InnoDB;

-- The right to append to a partition, and what is kept of it for ever. No session of it ever had a version above
-- highest_version, which is written ahead by a minute, so that few sign-ins have to write it; none below everything_minimum
-- exists.
CREATE TABLE ${prefix}partition (
    partition_number   INT    NOT NULL PRIMARY KEY,
    highest_version    BIGINT NOT NULL DEFAULT 0,
    everything_minimum BIGINT NOT NULL DEFAULT 0
) ENGINE = InnoDB;
INSERT INTO ${prefix}partition (partition_number)
    VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15);
INSERT INTO ${prefix}log (partition_number, seq, entry_id, previous_id, partition_floor)
    SELECT partition_number, 0, FLOOR(RAND() * 9e15), 0, 0 FROM ${prefix}partition;

-- The retentions that nodes ask for: the longest that was asked for within its own length is in force.
CREATE TABLE ${prefix}retention (
    millis   BIGINT NOT NULL PRIMARY KEY,
    asked_at BIGINT NOT NULL
) ENGINE = InnoDB;

-- Which node cleans up, and until when.
CREATE TABLE ${prefix}lease (
    name       VARCHAR(20) CHARACTER SET ascii NOT NULL PRIMARY KEY,
    holder     VARCHAR(40) CHARACTER SET ascii NOT NULL,
    held_until BIGINT NOT NULL
) ENGINE = InnoDB;
INSERT INTO ${prefix}lease (name, holder, held_until) VALUES ('clean-up', '', 0);
