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

CREATE TABLE ${prefix}session (
    sid                 BINARY(16)      NOT NULL PRIMARY KEY,
    subject_key         BINARY(32)      NOT NULL,
    version             BIGINT          NOT NULL,
    generation          INT             NOT NULL,
    refresh_key_id      VARBINARY(255)  NOT NULL,
    created_at          BIGINT          NOT NULL,
    refreshed_at        BIGINT          NOT NULL,
    expires_at          BIGINT          NOT NULL,
    idle_millis         BIGINT          NOT NULL,
    absolute_millis     BIGINT          NOT NULL,
    token_millis        BIGINT,
    created_ip          VARBINARY(4096) NOT NULL,
    created_device_type VARBINARY(4096),
    created_device_name VARBINARY(4096),
    created_location    VARBINARY(4096),
    seen_ip             VARBINARY(4096) NOT NULL,
    seen_device_type    VARBINARY(4096),
    seen_device_name    VARBINARY(4096),
    seen_location       VARBINARY(4096),
    claims              MEDIUMBLOB      NOT NULL,
    INDEX ${prefix}session_subject (subject_key),
    INDEX ${prefix}session_expiry (expires_at)
) ENGINE = InnoDB;

-- The revocation log. Within a part, seq has no gaps and is in the order of the commits. The newest entry of a part is
-- never deleted: it carries the part's floor, and it is what a reader's cursor is checked against. tag is random: with
-- seq it names this very entry, also after a fail-over. kind is null in the entry with which a part begins.
CREATE TABLE ${prefix}log (
    part            INT    NOT NULL,
    seq             BIGINT NOT NULL,
    tag             BIGINT NOT NULL,
    previous_tag    BIGINT NOT NULL,
    part_floor      BIGINT NOT NULL,
    kind            VARCHAR(20) CHARACTER SET ascii,
    subject         VARBINARY(4096),
    sid             BINARY(16),
    minimum_version BIGINT,
    cause           VARCHAR(60) CHARACTER SET ascii,
    logged_at       BIGINT,
    PRIMARY KEY (part, seq),
    INDEX ${prefix}log_sid (sid)
) ENGINE = InnoDB;

-- The right to append to a part. The rows are locked, never changed.
CREATE TABLE ${prefix}log_part (
    part INT NOT NULL PRIMARY KEY
) ENGINE = InnoDB;
INSERT INTO ${prefix}log_part (part)
    VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15);
INSERT INTO ${prefix}log (part, seq, tag, previous_tag, part_floor)
    SELECT part, 0, FLOOR(RAND() * 9e15), 0, 0 FROM ${prefix}log_part;

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
