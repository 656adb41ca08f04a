-- Finds a session.
-- KEYS: meta, the session    ARGV: id

return answer(0, { existing(ARGV[1]) }, {})
