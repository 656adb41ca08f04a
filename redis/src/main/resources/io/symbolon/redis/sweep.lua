-- Removes a portion of the records that end_many.lua left.
-- KEYS: meta    ARGV: how many at most
-- Returns whether there is more.

local garbage = base .. 'garbage'
local pile = call('HRANDFIELD', garbage)
if not pile then
  return answer(0, {}, {})
end
local index = subjectKey(call('HGET', garbage, pile))
local popped = call('ZPOPMIN', base .. pile, ARGV[1])
for i = 1, #popped, 2 do
  -- An id that was inserted again meanwhile is a session.
  local score = call('ZSCORE', index, popped[i])
  if not score or tonumber(score) < 0 then
    call('UNLINK', sessionKey(popped[i]))
  end
end
if call('EXISTS', base .. pile) == 0 then
  call('HDEL', garbage, pile)
end
return answer(call('EXISTS', garbage), {}, {})
