-- What all instances took from every limit, and whether one more call may go: all or nothing.
-- KEYS[1..8]: named below. ARGV[1]: the time in ms, or nothing for the server's. ARGV[2]: Ask.java, as JSON.
-- Returns Answer.java, as JSON. SharedLimiter.java says what holds and why.
local STATE, MINUTE, HOUR, TENANT, TOKENS, INSTANCES, HELD, EXPIRIES = unpack(KEYS)
local SLOTS = 61
local SECOND, DAY = 1000, 86400000
local CLOCK_STEP = 60 * SECOND -- by which a clock may be wrong before the state is given up
local FORGET = SLOTS * 60 * SECOND -- after which a silent instance is taken for dead
local NO_BOUND = math.huge
local SETTLED = 'settled'

local ask = cjson.decode(ARGV[2])
local known = ask.known

local function hash(key)
  local flat, fields = redis.call('HGETALL', key), {}
  for i = 1, #flat, 2 do
    fields[flat[i]] = flat[i + 1]
  end
  return fields
end

local function read_clock()
  if ARGV[1] ~= '' then
    return tonumber(ARGV[1])
  end
  local time = redis.call('TIME')
  return time[1] * SECOND + math.floor(time[2] / 1000)
end

-- State: the one that is there, or a new one when it is lost.

local clock = read_clock()
local state = hash(STATE)
for name, value in pairs(state) do
  state[name] = tonumber(value) or value
end

local function knows_this_state()
  return known.ticket > 0 and known.epoch == state.epoch
end

-- Whether the state is an old copy, or the clock of Redis did not run with that of the asker.
local function gone_astray()
  if state.last - clock > CLOCK_STEP then
    return true
  end
  if not knows_this_state() then
    return false
  end
  local earliest = known.ticket + ask.clock - known.heard
  local latest = known.ticket + ask.clock - known.asked
  return state.last < known.ticket or earliest - clock > CLOCK_STEP or clock - latest > CLOCK_STEP
end

if state.epoch and gone_astray() then
  redis.call('DEL', unpack(KEYS))
  state = {}
end
if not state.epoch then
  state = {epoch = ask.fresh, prior = '', last = clock, day = 0, day_used = 0, month = 0, month_used = 0}
end

local now = math.max(clock, state.last)
local day = math.floor(now / DAY)
local month, next_month
for i = 1, #ask.months - 1 do
  if day >= ask.months[i] and day < ask.months[i + 1] then
    month, next_month = ask.months[i], ask.months[i + 1]
  end
end
if not month then
  return redis.error_reply('ERR the clocks of Redis and of this instance are months apart')
end
if state.day ~= day then
  state.day, state.day_used = day, 0
end
if state.month ~= month then
  state.month, state.month_used = month, 0
end

-- Windows: counts by slot and rank, as in Window.java.

local function add_up(counts)
  return counts.critical + counts.low + counts.other
end

local function open(key, width)
  local window = {key = key, width = width, current = math.floor(now / width), slots = {}, changed = {}}
  local used = {critical = 0, low = 0, other = 0}
  for slot, packed in pairs(hash(key)) do
    if tonumber(slot) <= window.current - SLOTS then
      redis.call('HDEL', key, slot)
    else
      local critical, low, other = cmsgpack.unpack(packed)
      window.slots[tonumber(slot)] = {critical = critical, low = low, other = other}
      used.critical = used.critical + critical
      used.low = used.low + low
      used.other = used.other + other
    end
  end
  window.used = used
  return window
end

local function add(window, at, rank, amount)
  local slot = math.floor(at / window.width)
  if slot <= window.current - SLOTS or amount == 0 then
    return
  end
  local counts = window.slots[slot] or {critical = 0, low = 0, other = 0}
  counts[rank] = counts[rank] + amount
  window.slots[slot] = counts
  window.used[rank] = window.used[rank] + amount
  window.changed[slot] = true
end

local function save(window)
  for slot in pairs(window.changed) do
    local counts = window.slots[slot]
    local packed = cmsgpack.pack(counts.critical, counts.low, counts.other)
    redis.call('HSET', window.key, slot, packed)
  end
end

local function fits(used, rank, amount, limit)
  if limit == NO_BOUND then
    return true
  end
  local all = add_up(used)
  local kept = 0
  if rank ~= 'critical' then
    kept = kept + math.max(0, math.floor(limit / 5) - used.critical)
  end
  if rank ~= 'low' then
    kept = kept + math.max(0, math.floor(limit / 10) - used.low)
  end
  return all + amount <= limit - kept or (all == 0 and amount <= limit)
end

local function wait(window, rank, amount, limit)
  local left = {critical = window.used.critical, low = window.used.low, other = window.used.other}
  if fits(left, rank, amount, limit) then
    return 0
  end
  for slot = window.current - SLOTS + 1, window.current do
    local leaving = window.slots[slot]
    if leaving then
      for each, count in pairs(leaving) do
        left[each] = left[each] - count
      end
      if fits(left, rank, amount, limit) then
        return (slot + SLOTS) * window.width - now
      end
    end
  end
  return SLOTS * window.width
end

local windows = {
  minute = open(MINUTE, SECOND),
  hour = open(HOUR, 60 * SECOND),
  tenant = open(TENANT, 60 * SECOND),
  tokens = open(TOKENS, SECOND),
}

-- Reservations: what they hold until they are settled or expire.

local function spend(at, rank, tokens, micros)
  add(windows.tokens, at, rank, tokens)
  if math.floor(at / DAY) == day then
    state.day_used = state.day_used + micros
  end
  if math.floor(at / DAY) >= month then
    state.month_used = state.month_used + micros
  end
end

local function remember(id, what, since)
  redis.call('HSET', HELD, id, what)
  redis.call('ZADD', EXPIRIES, since + ask.expiry, id)
end

local function take(call, at)
  if redis.call('HEXISTS', HELD, call.id) == 1 then
    return -- the same request again
  end
  add(windows.minute, at, call.rank, 1)
  add(windows.hour, at, call.rank, 1)
  add(windows.tenant, at, call.rank, 1)
  spend(at, call.rank, call.tokens, call.micros)
  remember(call.id, cmsgpack.pack(at, call.rank, call.tokens, call.micros), at)
end

local function release(held)
  local at, rank, tokens, micros = cmsgpack.unpack(held)
  spend(at, rank, -tokens, -micros)
  return at
end

local function settle(call)
  local held = redis.call('HGET', HELD, call.id)
  if held == SETTLED then
    return
  end
  local at = held and release(held) or now
  spend(at, call.rank, call.tokens, call.micros)
  remember(call.id, SETTLED, now)
end

local function expire()
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', EXPIRIES, '-inf', now)) do
    local held = redis.call('HGET', HELD, id)
    if held and held ~= SETTLED then
      release(held)
    end
    redis.call('HDEL', HELD, id)
    redis.call('ZREM', EXPIRIES, id)
  end
end

-- Instances: which may be counting on their own, so that their parts are kept for them.

local function raise(window, total)
  add(window, now, 'other', math.max(0, total - add_up(window.used)))
end

-- Makes a window at least as full as the asker knew it, and by another minute's calls that it could not know.
local function restore(window, by_age)
  local empty, total = add_up(window.used) == 0, 0
  for age, calls in pairs(by_age) do
    total = total + calls
    if empty then
      add(window, now - age, 'other', calls)
    end
  end
  raise(window, total + ask.whole.minute)
end

-- Makes a state that is not the one that the asker knew at least as full as that can have been.
local function recall()
  if state.prior ~= known.epoch then
    state.prior = known.epoch
    raise(windows.minute, ask.whole.minute)
    for id in known.instances:gmatch('[^,]+') do
      redis.call('HSETNX', INSTANCES, id, cmsgpack.pack(0, now))
    end
  end
  restore(windows.hour, known.hour_by_age)
  restore(windows.tenant, known.tenant_by_age)
  if known.day == day then
    state.day_used = math.max(state.day_used, known.day_used)
  end
  if known.month == month then
    state.month_used = math.max(state.month_used, known.month_used)
  end
end

local function count_instances()
  local running, silent, names = 1, 0, {ask.instance}
  local unheard = now - state.last > ask.lease and now - state.last or 0
  for id, packed in pairs(hash(INSTANCES)) do
    local ticket, seen = cmsgpack.unpack(packed)
    seen = seen + unheard -- nobody could be heard in that time
    if id == ask.instance then
      -- it runs
    elseif now - seen > FORGET then
      redis.call('HDEL', INSTANCES, id)
    else
      redis.call('HSET', INSTANCES, id, cmsgpack.pack(ticket, seen))
      names[#names + 1] = id
      if ticket + ask.lease > now then
        running = running + 1
      else
        silent = silent + 1
      end
    end
  end
  return math.max(0, math.min(silent, ask.instances - running)), table.concat(names, ',')
end

expire()
if known.epoch ~= '' and known.epoch ~= state.epoch then
  recall()
end
for _, call in ipairs(ask.told) do
  if call.settled then
    settle(call)
  else
    take(call, now - math.max(0, ask.clock - call.at))
  end
end
if ask.leaving then
  redis.call('HDEL', INSTANCES, ask.instance)
else
  local ticket = ask.complete and knows_this_state() and known.ticket or 0
  redis.call('HSET', INSTANCES, ask.instance, cmsgpack.pack(ticket, now))
end
local withheld, names = count_instances()

-- The decision.

local refused, longest = nil, 0
local function consider(limit, millis)
  if millis > longest then
    refused, longest = limit, millis
  end
end

local function bound(name)
  local whole = ask.whole[name]
  return whole and math.max(0, math.min(ask.scaled[name], whole - withheld * ask.part[name])) or NO_BOUND
end

local demand = ask.demand
if demand then
  consider('minute', wait(windows.minute, demand.rank, 1, bound('minute')))
  consider('hour', wait(windows.hour, demand.rank, 1, bound('hour')))
  consider('tenant', wait(windows.tenant, demand.rank, 1, bound('tenant')))
  consider('tokens', wait(windows.tokens, demand.rank, demand.tokens, bound('tokens')))
  if state.day_used + demand.micros > bound('day') then
    consider('money', (day + 1) * DAY - now)
  end
  if state.month_used + demand.micros > bound('month') then
    consider('money', next_month * DAY - now)
  end
  if not refused then
    take(demand, now)
  end
end

-- What the instance has to know in case this is the last it hears.
local function by_age(window)
  local counts = {}
  for slot, each in pairs(window.slots) do
    local age = math.max(0, now - (slot + 1) * window.width)
    local key = string.format('%.0f', age)
    counts[key] = (counts[key] or 0) + add_up(each)
  end
  return counts
end

for _, window in pairs(windows) do
  save(window)
end
redis.call('EXPIRE', TENANT, 2 * FORGET / SECOND)
state.last = now
local fields = {}
for name, value in pairs(state) do
  fields[#fields + 1] = name
  fields[#fields + 1] = value
end
redis.call('HSET', STATE, unpack(fields))

return cjson.encode({
  at = now,
  epoch = state.epoch,
  refused = refused,
  retry_after = longest,
  minute = add_up(windows.minute.used),
  hour = add_up(windows.hour.used),
  tenant = add_up(windows.tenant.used),
  tokens = add_up(windows.tokens.used),
  day = day,
  day_used = state.day_used,
  month = month,
  month_used = state.month_used,
  hour_by_age = by_age(windows.hour),
  tenant_by_age = ask.whole.tenant and by_age(windows.tenant) or {},
  withheld = withheld,
  instances = names,
})
