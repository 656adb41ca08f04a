-- Finds a session.
-- KEYS: meta, the session    ARGV: id

local session = existing(ARGV[1])
if not session then
  -- Changes nothing, but a replica refuses it: a primary that was demoted must not say that a session is over which it has
  -- not got yet.
  call('HDEL', KEYS[1], '')
end
return answer(0, { session }, {})
