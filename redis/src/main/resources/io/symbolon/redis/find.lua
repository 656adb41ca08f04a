-- Finds a session.
-- KEYS: meta, the session    ARGV: id

local session = existing(ARGV[1])
if not session then
  -- Changes nothing, but a replica refuses it: a demoted primary may not have the session yet, and must not say that it is
  -- over.
  call('HDEL', KEYS[1], '')
end
return answer(0, { session }, {})
