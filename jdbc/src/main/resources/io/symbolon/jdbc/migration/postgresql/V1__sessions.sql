-- Sessions and revocations, PostgreSQL 13 and later.
-- Times are milliseconds since 1970 (UTC). Texts are UTF-8 bytes, so that each is given back byte for byte, whatever the
-- database's encoding and collation; read them with convert_from(column, 'UTF8').

-- One row for each subject that has sessions, or had one within the retention. Its row lock puts all that happens to the
-- subject in one order.
CREATE TABLE ${prefix}subject (
    subject_key      bytea  NOT NULL PRIMARY KEY, -- SHA-256 of the subject: an index entry holds no 1,024 characters
    subject          bytea  NOT NULL,
    ended_minimum    bigint NOT NULL,
    outdated_minimum bigint NOT NULL,
    highest_version  bigint NOT NULL,
    vacant_since     bigint                       -- when it may have lost its last session; null if that cannot be
);
CREATE INDEX ${prefix}subject_vacant ON ${prefix}subject (vacant_since) WHERE vacant_since IS NOT NULL;

CREATE TABLE ${prefix}session (
    sid                 bytea  NOT NULL PRIMARY KEY,
    subject_key         bytea  NOT NULL,
    version             bigint NOT NULL,
    generation          int    NOT NULL,
    refresh_key_id      bytea  NOT NULL,
    created_at          bigint NOT NULL,
    refreshed_at        bigint NOT NULL,
    expires_at          bigint NOT NULL,
    idle_millis         bigint NOT NULL,
    absolute_millis     bigint NOT NULL,
    token_millis        bigint,
    created_ip          bytea  NOT NULL,
    created_device_type bytea,
    created_device_name bytea,
    created_location    bytea,
    seen_ip             bytea  NOT NULL,
    seen_device_type    bytea,
    seen_device_name    bytea,
    seen_location       bytea,
    claims              bytea  NOT NULL
);
CREATE INDEX ${prefix}session_subject ON ${prefix}session (subject_key);
CREATE INDEX ${prefix}session_expiry ON ${prefix}session (expires_at);

-- The revocation log. Within a part, seq has no gaps and is in the order of the commits. The newest entry of a part is
-- never deleted: it carries the part's floor, and it is what a reader's cursor is checked against.
CREATE TABLE ${prefix}log (
    part            int    NOT NULL,
    seq             bigint NOT NULL,
    tag             bigint NOT NULL, -- random: with seq it names this very entry, also after a fail-over
    previous_tag    bigint NOT NULL,
    part_floor      bigint NOT NULL,
    kind            varchar(20),     -- null in the entry with which a part begins
    subject         bytea,
    sid             bytea,
    minimum_version bigint,
    cause           varchar(60),
    logged_at       bigint,
    PRIMARY KEY (part, seq)
);
CREATE INDEX ${prefix}log_sid ON ${prefix}log (sid) WHERE sid IS NOT NULL;

-- The right to append to a part. The rows are locked, never changed.
CREATE TABLE ${prefix}log_part (
    part int NOT NULL PRIMARY KEY
);
INSERT INTO ${prefix}log_part (part) SELECT generate_series(0, 15);
INSERT INTO ${prefix}log (part, seq, tag, previous_tag, part_floor)
    SELECT part, 0, (random() * 9e15)::bigint, 0, 0 FROM ${prefix}log_part;

-- The retentions that nodes ask for: the longest that was asked for within its own length is in force.
CREATE TABLE ${prefix}retention (
    millis   bigint NOT NULL PRIMARY KEY,
    asked_at bigint NOT NULL
);

-- Which node cleans up, and until when.
CREATE TABLE ${prefix}lease (
    name       varchar(20) NOT NULL PRIMARY KEY,
    holder     varchar(40) NOT NULL,
    held_until bigint      NOT NULL
);
INSERT INTO ${prefix}lease (name, holder, held_until) VALUES ('clean-up', '', 0);

-- The functions below do in one round trip what the other databases do in several statements. Each runs alone in its
-- transaction at READ COMMITTED: there, every statement of a function sees what was committed before it began, so what is
-- read after a lock was waited for is up to date. They use the tables of the schema that they were created in.

CREATE FUNCTION ${prefix}now() RETURNS bigint LANGUAGE sql VOLATILE AS
$$ SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint $$;

CREATE FUNCTION ${prefix}require_read_committed() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'READ COMMITTED is needed' USING ERRCODE = 'SY001';
    END IF;
END $$;

CREATE FUNCTION ${prefix}log_end(
    p_part int, p_tag bigint, p_subject bytea, p_sid bytea, p_cause varchar, p_at bigint
) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM 1 FROM ${prefix}log_part WHERE part = p_part FOR UPDATE;
    INSERT INTO ${prefix}log
        (part, seq, tag, previous_tag, part_floor, kind, subject, sid, minimum_version, cause, logged_at)
    SELECT p_part, seq + 1, p_tag, tag, part_floor, 'ENDED', p_subject, p_sid, 9223372036854775807, p_cause, p_at
    FROM ${prefix}log WHERE part = p_part ORDER BY seq DESC LIMIT 1;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the revocation log has lost the newest entry of a part' USING ERRCODE = 'SY002';
    END IF;
END $$;

-- Outcome null: the id is stored already, and nothing was done.
CREATE FUNCTION ${prefix}insert(
    p_sid bytea, p_subject_key bytea, p_subject bytea, p_part int, p_tag bigint, p_minimum bigint,
    p_refresh_key_id bytea, p_idle bigint, p_absolute bigint, p_token bigint,
    p_ip bytea, p_device_type bytea, p_device_name bytea, p_location bytea, p_claims bytea,
    p_evict_above int, p_reject_above int, p_cause varchar,
    OUT now_ms bigint, OUT outcome varchar, OUT new_version bigint, OUT subject_minimum bigint, OUT evicted bytea[]
) LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    known ${prefix}subject;
    live int := 0;
    oldest bytea;
BEGIN
    PERFORM ${prefix}require_read_committed();
    LOOP
        SELECT * INTO known FROM ${prefix}subject WHERE subject_key = p_subject_key FOR UPDATE;
        EXIT WHEN FOUND;
        INSERT INTO ${prefix}subject VALUES (p_subject_key, p_subject, 0, 0, 0, 0) ON CONFLICT DO NOTHING;
    END LOOP;
    now_ms := ${prefix}now();
    subject_minimum := greatest(known.ended_minimum, known.outdated_minimum);
    IF EXISTS (SELECT FROM ${prefix}session WHERE sid = p_sid) THEN
        RETURN;
    END IF;
    IF p_evict_above IS NOT NULL OR p_reject_above IS NOT NULL THEN
        SELECT count(*) INTO live FROM ${prefix}session
            WHERE subject_key = p_subject_key AND expires_at > now_ms;
    END IF;
    IF live >= p_reject_above THEN
        outcome := 'REJECTED';
        RETURN;
    END IF;
    IF live >= p_evict_above THEN
        evicted := ARRAY(
            SELECT sid FROM ${prefix}session WHERE subject_key = p_subject_key AND expires_at > now_ms
            ORDER BY created_at, sid LIMIT live - p_evict_above + 1);
        DELETE FROM ${prefix}session WHERE sid = ANY (evicted);
        FOREACH oldest IN ARRAY evicted LOOP
            PERFORM ${prefix}log_end(p_part, p_tag, p_subject, oldest, p_cause, now_ms);
        END LOOP;
    END IF;
    new_version := greatest(subject_minimum, p_minimum, now_ms,
        (SELECT part_floor FROM ${prefix}log WHERE part = p_part ORDER BY seq DESC LIMIT 1));
    INSERT INTO ${prefix}session VALUES (
        p_sid, p_subject_key, new_version, 0, p_refresh_key_id, now_ms, now_ms,
        now_ms + least(p_idle, p_absolute), p_idle, p_absolute, p_token,
        p_ip, p_device_type, p_device_name, p_location, p_ip, p_device_type, p_device_name, p_location, p_claims);
    UPDATE ${prefix}subject SET highest_version = greatest(highest_version, new_version), vacant_since = NULL
        WHERE subject_key = p_subject_key;
    outcome := 'INSERTED';
END $$;

-- Without a row of the session: it does not exist, or has another generation or version.
CREATE FUNCTION ${prefix}update(
    p_sid bytea, p_expected_generation int, p_expected_version bigint, p_generation int, p_refresh_key_id bytea,
    p_refreshes boolean, p_ip bytea, p_device_type bytea, p_device_name bytea, p_location bytea, p_claims bytea,
    OUT now_ms bigint, OUT subject bytea, OUT session_row ${prefix}session
) LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM ${prefix}require_read_committed();
    SELECT s.subject INTO subject FROM ${prefix}subject s
        WHERE s.subject_key = (SELECT t.subject_key FROM ${prefix}session t WHERE t.sid = p_sid) FOR UPDATE;
    now_ms := ${prefix}now();
    UPDATE ${prefix}session t SET
        generation = p_generation,
        refresh_key_id = p_refresh_key_id,
        refreshed_at = CASE WHEN p_refreshes THEN now_ms ELSE t.refreshed_at END,
        expires_at = least(
            CASE WHEN p_refreshes THEN now_ms ELSE t.refreshed_at END + t.idle_millis, t.created_at + t.absolute_millis),
        seen_ip = p_ip, seen_device_type = p_device_type, seen_device_name = p_device_name, seen_location = p_location,
        claims = p_claims
    WHERE t.sid = p_sid AND t.generation = p_expected_generation AND t.version = p_expected_version
        AND t.expires_at > now_ms
    RETURNING t.* INTO session_row;
END $$;

CREATE FUNCTION ${prefix}delete(
    p_sid bytea, p_part int, p_tag bigint, p_cause varchar, p_retention bigint,
    OUT now_ms bigint, OUT existed boolean, OUT subject bytea, OUT logged_cause varchar, OUT logged_at bigint
) LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    the_key bytea;
BEGIN
    PERFORM ${prefix}require_read_committed();
    SELECT s.subject_key, s.subject INTO the_key, subject FROM ${prefix}subject s
        WHERE s.subject_key = (SELECT t.subject_key FROM ${prefix}session t WHERE t.sid = p_sid) FOR UPDATE;
    now_ms := ${prefix}now();
    DELETE FROM ${prefix}session t WHERE t.sid = p_sid AND t.expires_at > now_ms;
    existed := FOUND;
    IF existed THEN
        UPDATE ${prefix}subject SET vacant_since = now_ms WHERE subject_key = the_key;
    ELSE
        PERFORM 1 FROM ${prefix}log_part WHERE part = p_part FOR UPDATE;
        now_ms := ${prefix}now();
        SELECT l.subject, l.cause, l.logged_at INTO subject, logged_cause, logged_at FROM ${prefix}log l
            WHERE l.sid = p_sid AND l.kind = 'ENDED' AND l.logged_at > now_ms - p_retention
            ORDER BY l.seq DESC LIMIT 1;
        IF FOUND THEN
            RETURN;
        END IF;
    END IF;
    logged_cause := p_cause;
    logged_at := now_ms;
    PERFORM ${prefix}log_end(p_part, p_tag, subject, p_sid, p_cause, now_ms);
END $$;
