-- Ends a session. Where it does not exist, its end is logged all the same, unless the log has it.
-- KEYS: meta, the session    ARGV: id, cause

local id, cause = ARGV[1], ARGV[2]
local s = existing(id)
if s then
  local entry = endSession(s, 'ENDED', '', cause)
  settle(s.index)
  return answer(1, {}, { entry })
end
local logged = loggedOf(id)
if logged and valueOf(logged[2], 'min') ~= '' then
  -- It was outdated, or ended in a way that only a newer version knows and that left some of its tokens alone.
  logged = nil
end
return answer(0, {}, { logged or appendEnd('ENDED', id, '', '', cause) })
