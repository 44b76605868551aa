-- Asks for one of the addresses in a file at a time, at random, each thread in an order of its own.
local folder = debug.getinfo(1, "S").source:match("^@(.*)/[^/]*$") or "."
dofile(folder .. "/report.lua")

local threads = 0
function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

local requests = {}
function init(args)
  math.randomseed(4711 + number)
  for path in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format("GET", path)
  end
end

function request()
  return requests[math.random(#requests)]
end
