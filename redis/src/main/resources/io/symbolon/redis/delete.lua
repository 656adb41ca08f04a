-- Ends a session. Where it does not exist, its end is logged all the same, unless the log has it.
-- KEYS: meta, the session    ARGV: id, cause

local id, cause = ARGV[1], ARGV[2]
local s = existing(id)
if s then
  local entry = endSession(s, cause)
  settle(s.index)
  return answer(1, {}, { entry })
end
return answer(0, {}, { loggedEnd(id) or appendEnd(id, '', cause) })
