-- Stands after common.lua where a subject's sessions are looked at or change.
--
-- The set of a subject is in the order of time. A subject with more than a few sessions has a second one, in the order of
-- ids, so that a page of any number of sessions is found at once. It may hold sessions that are gone; it never lacks one.

local FEW = 32

local BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
local SORTED = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz'

local function pagesKey(index)
  return base .. 'p:' .. string.sub(index, #base + 3)
end

local function inOrder(letter)
  local place = string.find(BASE64URL, letter, 1, true)
  return string.sub(SORTED, place, place)
end

-- An id in letters that are in the order of what they stand for.
local function ordered(id)
  return (string.gsub(id, '.', inOrder))
end

-- To be called when a session was added, and the set of its subject knows when it expires.
local function addToPages(index, id)
  if call('ZCOUNT', index, '(0', '+inf') <= FEW then
    return
  end
  local pages = pagesKey(index)
  if call('EXISTS', pages) == 1 then
    call('ZADD', pages, 0, ordered(id))
    return
  end
  for _, each in ipairs(call('ZRANGEBYSCORE', index, '(0', '+inf')) do
    call('ZADD', pages, 0, ordered(each))
  end
  call('PEXPIREAT', pages, text(now + call('PTTL', index)))
end

local function removeFromPages(index, ids)
  local pages = pagesKey(index)
  if call('EXISTS', pages) == 1 then
    for _, id in ipairs(ids) do
      call('ZREM', pages, ordered(id))
    end
  end
end

local function expireAt(index, at)
  call('PEXPIREAT', index, text(at))
  call('PEXPIREAT', pagesKey(index), text(at))
end
