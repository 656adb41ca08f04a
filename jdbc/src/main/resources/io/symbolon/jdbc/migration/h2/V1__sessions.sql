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
    sid                 BINARY(16)         NOT NULL PRIMARY KEY,
    subject_key         BINARY(32)         NOT NULL,
    version             BIGINT             NOT NULL,
    generation          INT                NOT NULL,
    refresh_key_id      VARBINARY(255)     NOT NULL,
    created_at          BIGINT             NOT NULL,
    refreshed_at        BIGINT             NOT NULL,
    expires_at          BIGINT             NOT NULL,
    idle_millis         BIGINT             NOT NULL,
    absolute_millis     BIGINT             NOT NULL,
    token_millis        BIGINT,
    created_ip          VARBINARY(4096)    NOT NULL,
    created_device_type VARBINARY(4096),
    created_device_name VARBINARY(4096),
    created_location    VARBINARY(4096),
    seen_ip             VARBINARY(4096)    NOT NULL,
    seen_device_type    VARBINARY(4096),
    seen_device_name    VARBINARY(4096),
    seen_location       VARBINARY(4096),
    claims              VARBINARY(1000000) NOT NULL
);
CREATE INDEX ${prefix}session_subject ON ${prefix}session (subject_key);
CREATE INDEX ${prefix}session_expiry ON ${prefix}session (expires_at);

-- The revocation log. Within a part, seq has no gaps and is in the order of the commits. The newest entry of a part is
-- never deleted: it carries the part's floor, and it is what a reader's cursor is checked against.
CREATE TABLE ${prefix}log (
    part            INT    NOT NULL,
    seq             BIGINT NOT NULL,
    tag             BIGINT NOT NULL, -- random: with seq it names this very entry, also after a fail-over
    previous_tag    BIGINT NOT NULL,
    part_floor      BIGINT NOT NULL,
    kind            VARCHAR(20), -- null in the entry with which a part begins
    subject         VARBINARY(4096),
    sid             BINARY(16),
    minimum_version BIGINT,
    cause           VARCHAR(60),
    logged_at       BIGINT,
    PRIMARY KEY (part, seq)
);
CREATE INDEX ${prefix}log_sid ON ${prefix}log (sid);

-- The right to append to a part. The rows are locked, never changed.
CREATE TABLE ${prefix}log_part (
    part INT NOT NULL PRIMARY KEY
);
INSERT INTO ${prefix}log_part (part) SELECT x FROM SYSTEM_RANGE(0, 15);
INSERT INTO ${prefix}log (part, seq, tag, previous_tag, part_floor)
    SELECT part, 0, CAST(RAND() * 9e15 AS BIGINT), 0, 0 FROM ${prefix}log_part;

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
