-- Outdates a session's access tokens: its version is raised, it goes on.
-- KEYS: meta, the session    ARGV: id

local s = existing(ARGV[1])
if not s then
  return answer(0, {}, {})
end
return answer(1, {}, { raiseTo(s, math.max(s.version + 1, now)) })
