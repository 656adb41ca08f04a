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
    sid             bytea       NOT NULL PRIMARY KEY,
    subject_key     bytea       NOT NULL,
    client_id       bytea       NOT NULL,
    version         bigint      NOT NULL,
    revision        bigint      NOT NULL, -- counts the writes of the row
    generation      int         NOT NULL,
    grace_from      int         NOT NULL, -- the lowest generation that was within grace when this one was made
    origin          varchar(60) NOT NULL, -- what made the generation
    refresh_key_id  bytea       NOT NULL,
    rotated_at      bigint      NOT NULL, -- when the generation was made
    created_at      bigint      NOT NULL,
    refreshed_at    bigint      NOT NULL,
    expires_at      bigint      NOT NULL,
    idle_millis     bigint      NOT NULL,
    absolute_millis bigint      NOT NULL,
    parts           bytea       NOT NULL  -- claims, contexts and the like, each under a number
);
CREATE INDEX ${prefix}session_subject ON ${prefix}session (subject_key, sid);
CREATE INDEX ${prefix}session_expiry ON ${prefix}session (expires_at);

-- The revocation log. Within a partition, seq has no gaps and is in the order of the commits. The newest entry of a
-- partition is never deleted: it carries the partition's floor, and a reader's cursor is checked against it. The target,
-- kind and cause are names, of which a newer node may write others. Where everything was ended, extra has a bit for each of
-- the 256 session partitions that were; what else a newer node has to say goes there too.
CREATE TABLE ${prefix}log (
    partition_number int    NOT NULL,
    seq              bigint NOT NULL,
    entry_id         bigint NOT NULL, -- random: with seq it names this very entry, also after a fail-over
    previous_id      bigint NOT NULL,
    partition_floor  bigint NOT NULL,
    target           varchar(60),     -- null in the entry with which a partition begins
    kind             varchar(60),
    subject_key      bytea,
    subject          bytea,
    sid              bytea,
    minimum_version  bigint,
    cause            varchar(60),
    logged_at        bigint,
    extra            bytea,
    PRIMARY KEY (partition_number, seq)
);
CREATE INDEX ${prefix}log_sid ON ${prefix}log (sid) WHERE sid IS NOT NULL;
CREATE INDEX ${prefix}log_subject ON ${prefix}log (subject_key) WHERE subject_key IS NOT NULL;

-- The right to append to a partition, and what is kept of it for ever. No session of it ever had a version above
-- highest_version, which is written ahead by a minute, so that few sign-ins have to write it; none below everything_minimum
-- exists.
CREATE TABLE ${prefix}partition (
    partition_number   int    NOT NULL PRIMARY KEY,
    highest_version    bigint NOT NULL DEFAULT 0,
    everything_minimum bigint NOT NULL DEFAULT 0
);
INSERT INTO ${prefix}partition (partition_number) SELECT generate_series(0, 15);
INSERT INTO ${prefix}log (partition_number, seq, entry_id, previous_id, partition_floor)
    SELECT partition_number, 0, (random() * 9e15)::bigint, 0, 0 FROM ${prefix}partition;

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
-- read after a lock was waited for is up to date. They use the tables of the schema that they were created in. What they
-- compute is specified by classes of the package io.symbolon.storage, which the comments name.

CREATE FUNCTION ${prefix}now() RETURNS bigint LANGUAGE sql VOLATILE AS
$$ SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint $$;

CREATE FUNCTION ${prefix}require_read_committed() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'READ COMMITTED is needed' USING ERRCODE = 'SY001';
    END IF;
END $$;

-- Appends what became of a session, and gives the entry's seq. The partition's floor becomes p_floor at least.
CREATE FUNCTION ${prefix}append(
    p_partition int, p_entry_id bigint, p_kind varchar, p_subject_key bytea, p_subject bytea, p_sid bytea,
    p_minimum bigint, p_cause varchar, p_at bigint, p_floor bigint
) RETURNS bigint LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    appended bigint;
BEGIN
    PERFORM 1 FROM ${prefix}partition WHERE partition_number = p_partition FOR UPDATE;
    INSERT INTO ${prefix}log (
        partition_number, seq, entry_id, previous_id, partition_floor,
        target, kind, subject_key, subject, sid, minimum_version, cause, logged_at)
    SELECT p_partition, l.seq + 1, p_entry_id, l.entry_id, greatest(l.partition_floor, p_floor),
        'SESSION', p_kind, p_subject_key, p_subject, p_sid, p_minimum, p_cause, p_at
    FROM ${prefix}log l WHERE l.partition_number = p_partition ORDER BY l.seq DESC LIMIT 1
    RETURNING seq INTO appended;
    IF appended IS NULL THEN
        RAISE EXCEPTION 'the revocation log has lost the newest entry of a partition' USING ERRCODE = 'SY002';
    END IF;
    RETURN appended;
END $$;

-- Outcome null: the id is stored already, and nothing was done. The entries of the evicted sessions have seqs in a row.
CREATE FUNCTION ${prefix}insert(
    p_sid bytea, p_subject_key bytea, p_subject bytea, p_client_id bytea, p_partition int, p_entry_id bigint,
    p_minimum bigint, p_origin varchar, p_refresh_key_id bytea, p_idle bigint, p_absolute bigint, p_parts bytea,
    p_client_evicts int, p_client_rejects int, p_subject_evicts int, p_subject_rejects int, p_cause varchar,
    OUT now_ms bigint, OUT outcome varchar, OUT refused_at int, OUT new_version bigint, OUT subject_minimum bigint,
    OUT evicted bytea[], OUT first_seq bigint
) LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    known ${prefix}subject;
    kept ${prefix}partition;
    live int;
    oldest bytea;
    appended bigint;
BEGIN
    PERFORM ${prefix}require_read_committed();
    LOOP
        SELECT * INTO known FROM ${prefix}subject WHERE subject_key = p_subject_key FOR UPDATE;
        EXIT WHEN FOUND;
        INSERT INTO ${prefix}subject
            (subject_key, subject, ended_minimum, outdated_minimum, highest_version, vacant_since)
            VALUES (p_subject_key, p_subject, 0, 0, 0, NULL) ON CONFLICT DO NOTHING RETURNING * INTO known;
        EXIT WHEN FOUND;
    END LOOP;
    now_ms := ${prefix}now();
    subject_minimum := greatest(known.ended_minimum, known.outdated_minimum);
    IF EXISTS (SELECT FROM ${prefix}session WHERE sid = p_sid) THEN
        -- A row that was made above has no session.
        UPDATE ${prefix}subject SET vacant_since = now_ms WHERE subject_key = p_subject_key AND highest_version = 0;
        RETURN;
    END IF;
    SELECT * INTO STRICT kept FROM ${prefix}partition WHERE partition_number = p_partition;
    -- Specified by LimitDecision: the client's limit first, then the subject's on what it leaves. With the index of
    -- expires_at, a database without statistics would read the sessions of all, hence + 0.
    evicted := ARRAY[]::bytea[];
    IF p_client_evicts IS NOT NULL OR p_client_rejects IS NOT NULL THEN
        SELECT count(*) INTO live FROM ${prefix}session
            WHERE subject_key = p_subject_key AND client_id = p_client_id AND expires_at + 0 > now_ms AND version >= kept.everything_minimum;
        IF live >= p_client_rejects THEN
            outcome := 'REFUSED';
            refused_at := p_client_rejects;
            RETURN;
        END IF;
        IF live >= p_client_evicts THEN
            evicted := ARRAY(
                SELECT sid FROM ${prefix}session
                WHERE subject_key = p_subject_key AND client_id = p_client_id AND expires_at + 0 > now_ms AND version >= kept.everything_minimum
                ORDER BY created_at, sid LIMIT live - p_client_evicts + 1);
        END IF;
    END IF;
    IF p_subject_evicts IS NOT NULL OR p_subject_rejects IS NOT NULL THEN
        SELECT count(*) INTO live FROM ${prefix}session
            WHERE subject_key = p_subject_key AND expires_at + 0 > now_ms AND version >= kept.everything_minimum AND sid <> ALL (evicted);
        IF live >= p_subject_rejects THEN
            outcome := 'REFUSED';
            refused_at := p_subject_rejects;
            RETURN;
        END IF;
        IF live >= p_subject_evicts THEN
            evicted := evicted || ARRAY(
                SELECT sid FROM ${prefix}session
                WHERE subject_key = p_subject_key AND expires_at + 0 > now_ms AND version >= kept.everything_minimum AND sid <> ALL (evicted)
                ORDER BY created_at, sid LIMIT live - p_subject_evicts + 1);
        END IF;
    END IF;
    IF cardinality(evicted) > 0 THEN
        DELETE FROM ${prefix}session WHERE sid = ANY (evicted);
    END IF;
    FOREACH oldest IN ARRAY evicted LOOP
        appended := ${prefix}append(
            p_partition, p_entry_id, 'ENDED', p_subject_key, p_subject, oldest, 9223372036854775807, p_cause, now_ms, 0);
        first_seq := coalesce(first_seq, appended);
    END LOOP;
    -- Specified by SubjectVersions.ofNewSession.
    new_version := greatest(subject_minimum, p_minimum, now_ms,
        (SELECT partition_floor FROM ${prefix}log WHERE partition_number = p_partition ORDER BY seq DESC LIMIT 1));
    INSERT INTO ${prefix}session (
        sid, subject_key, client_id, version, revision, generation, grace_from, origin, refresh_key_id, rotated_at,
        created_at, refreshed_at, expires_at, idle_millis, absolute_millis, parts
    ) VALUES (
        p_sid, p_subject_key, p_client_id, new_version, 0, 0, 0, p_origin, p_refresh_key_id, now_ms,
        now_ms, now_ms, now_ms + least(p_idle, p_absolute), p_idle, p_absolute, p_parts);
    UPDATE ${prefix}subject SET highest_version = greatest(highest_version, new_version), vacant_since = NULL
        WHERE subject_key = p_subject_key;
    IF new_version > kept.highest_version THEN
        UPDATE ${prefix}partition SET highest_version = new_version + 60000
            WHERE partition_number = p_partition AND highest_version < new_version;
    END IF;
    outcome := 'INSERTED';
END $$;

-- Without a row of the session: it does not exist, or has another revision. p_generation null: the generation stays.
CREATE FUNCTION ${prefix}update(
    p_sid bytea, p_expected_revision bigint, p_generation int, p_grace_from int, p_origin varchar,
    p_refresh_key_id bytea, p_refreshes boolean, p_outdates boolean, p_parts bytea, p_partition int, p_entry_id bigint,
    OUT now_ms bigint, OUT owner bytea, OUT logged_seq bigint, OUT session_row ${prefix}session
) LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    kept ${prefix}partition;
BEGIN
    PERFORM ${prefix}require_read_committed();
    SELECT s.subject INTO owner FROM ${prefix}subject s
        WHERE s.subject_key = (SELECT t.subject_key FROM ${prefix}session t WHERE t.sid = p_sid) FOR UPDATE;
    IF p_outdates THEN
        -- Or everything could be ended before the version is raised.
        PERFORM 1 FROM ${prefix}partition WHERE partition_number = p_partition FOR UPDATE;
    END IF;
    SELECT * INTO STRICT kept FROM ${prefix}partition WHERE partition_number = p_partition;
    now_ms := ${prefix}now();
    -- Specified by StoredSession.with.
    UPDATE ${prefix}session t SET
        version = CASE WHEN p_outdates THEN greatest(t.version + 1, now_ms) ELSE t.version END,
        revision = t.revision + 1,
        generation = coalesce(p_generation, t.generation),
        grace_from = CASE WHEN p_generation IS NULL THEN t.grace_from ELSE p_grace_from END,
        origin = CASE WHEN p_generation IS NULL THEN t.origin ELSE p_origin END,
        refresh_key_id = CASE WHEN p_generation IS NULL THEN t.refresh_key_id ELSE p_refresh_key_id END,
        rotated_at = CASE WHEN p_generation IS NULL THEN t.rotated_at ELSE now_ms END,
        refreshed_at = CASE WHEN p_refreshes THEN now_ms ELSE t.refreshed_at END,
        expires_at = least(
            CASE WHEN p_refreshes THEN now_ms ELSE t.refreshed_at END + t.idle_millis, t.created_at + t.absolute_millis),
        parts = p_parts
    WHERE t.sid = p_sid AND t.revision = p_expected_revision AND t.expires_at > now_ms
        AND t.version >= kept.everything_minimum
    RETURNING t.* INTO session_row;
    IF p_outdates AND session_row.sid IS NOT NULL THEN
        UPDATE ${prefix}subject SET highest_version = greatest(highest_version, session_row.version)
            WHERE subject_key = session_row.subject_key;
        logged_seq := ${prefix}append(
            p_partition, p_entry_id, 'OUTDATED', session_row.subject_key, owner, p_sid, session_row.version, NULL, now_ms,
            session_row.version);
    END IF;
END $$;

CREATE FUNCTION ${prefix}end(
    p_sid bytea, p_partition int, p_entry_id bigint, p_cause varchar, p_retention bigint,
    OUT now_ms bigint, OUT existed boolean, OUT owner bytea, OUT logged_kind varchar, OUT logged_cause varchar,
    OUT logged_at_ms bigint, OUT logged_seq bigint, OUT logged_id bigint
) LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    the_key bytea;
    kept ${prefix}partition;
BEGIN
    PERFORM ${prefix}require_read_committed();
    SELECT s.subject_key, s.subject INTO the_key, owner FROM ${prefix}subject s
        WHERE s.subject_key = (SELECT t.subject_key FROM ${prefix}session t WHERE t.sid = p_sid) FOR UPDATE;
    now_ms := ${prefix}now();
    SELECT * INTO STRICT kept FROM ${prefix}partition WHERE partition_number = p_partition;
    DELETE FROM ${prefix}session t
        WHERE t.sid = p_sid AND t.expires_at > now_ms AND t.version >= kept.everything_minimum;
    existed := FOUND;
    IF existed THEN
        UPDATE ${prefix}subject SET vacant_since = now_ms WHERE subject_key = the_key;
    ELSE
        PERFORM 1 FROM ${prefix}partition WHERE partition_number = p_partition FOR UPDATE;
        now_ms := ${prefix}now();
        SELECT l.subject, l.kind, l.cause, l.logged_at, l.seq, l.entry_id
            INTO owner, logged_kind, logged_cause, logged_at_ms, logged_seq, logged_id
            FROM ${prefix}log l
            WHERE l.sid = p_sid AND l.target = 'SESSION' AND l.kind <> 'OUTDATED'
                AND l.minimum_version = 9223372036854775807 AND l.logged_at > now_ms - p_retention
            ORDER BY l.seq DESC LIMIT 1;
        IF FOUND THEN
            RETURN;
        END IF;
    END IF;
    logged_kind := 'ENDED';
    logged_cause := p_cause;
    logged_at_ms := now_ms;
    logged_id := p_entry_id;
    logged_seq := ${prefix}append(
        p_partition, p_entry_id, 'ENDED', the_key, owner, p_sid, 9223372036854775807, p_cause, now_ms, 0);
END $$;
