-- Ends all sessions of a session's subject but that one. Each has its own entry in the log, so this takes time in
-- proportion to their number. Returns what was logged earlier of the subject's sessions too, as the call may be a
-- repeated one.
-- KEYS: meta, the session that goes on    ARGV: its id, cause

local kept = existing(ARGV[1])
if not kept then
  return answer(-1, {}, {})
end
local entries = {}
for _, s in ipairs(sessionsOf(kept.index, kept.state)) do
  if s.id ~= kept.id then
    entries[#entries + 1] = endSession(s, 'ENDED', '', ARGV[2])
  end
end
settle(kept.index)
return answer(#entries, {}, endsOf(kept.index, entries))
