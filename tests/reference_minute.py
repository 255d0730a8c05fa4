"""One minute of a war-room world by the book: every service, every call, every tick.

Slow and plain, from the sampled numbers alone; the kernel has to come to the same cells.
"""

from collections.abc import Iterator

from watchfloor.logsentinel import cells as at
from watchfloor.logsentinel.estate import CALLS
from watchfloor.logsentinel.fixed_point import BITS, ONE, parts
from watchfloor.logsentinel.mitigations import MITIGATIONS
from watchfloor.logsentinel.noise import word
from watchfloor.logsentinel.outbreak import CONTAINED, GROWN, LINGERING, TIME
from watchfloor.logsentinel.tables import (
    CHANNELS,
    MITIGATION_ROWS,
    OWNER,
    SLOT_INDEX,
    TIER_WEIGHTS,
    TYPE_NAMES,
    TYPES,
)
from watchfloor.logsentinel.world import World

PRIMARY, FIRST, SECOND = (SLOT_INDEX[it] for it in ("primary", "first_replica", "second_replica"))
EDGE, WORKERS, MESSAGES, CACHE = (SLOT_INDEX[it] for it in ("edge", "workers", "queue", "cache"))
LAGS = {FIRST: at.FIRST_LAG, SECOND: at.SECOND_LAG}
BOOKKEEPING = (at.TROUBLED, at.LASTING)
"""Cells in which the kernel remembers what it need not look at; they mean nothing by themselves."""


class Minute:
    """The minute after *before*."""

    def __init__(self, world: World, before: list[int]) -> None:
        """Take the cells as they are *before* it."""
        self.world, self.old, self.new = world, tuple(before), list(before)
        self.now = before[at.TICK]
        self.forces = {(name, service): 0 for name in CHANNELS for service in range(at.SERVICES)}

    def passed(self) -> list[int]:
        """Return the cells after it."""
        self._sensors_fail()
        for number in range(len(self.world.incidents)):
            self._incident(number)
        self._evidence(-1, self.now)
        self._infection()
        self._stores()
        self._traffic()
        lost = sum(map(self._service, self.world.estate.present))
        self._losses(lost)
        self._land()
        self.new[at.TICK] = self.now + 1
        self.new[at.IS_OVER] = int(self.now + 1 >= self.world.plan.horizon)
        return self.new

    def _sensors_fail(self) -> None:
        for service, since in (*self.world.silent, *self.world.lying):
            for bit, it in enumerate(self.world.evidence):
                is_metric = it.source in ("app_metrics", "db_metrics")
                if since <= self.now and it.service == service and is_metric:
                    self.new[at.GONE] |= 1 << bit

    def _incident(self, number: int) -> None:
        it, row = self.world.incidents[number], TYPES[self.world.incidents[number].kind]
        if self.new[at.STARTED + number] < 0 and self._starts(number):
            self.new[at.STARTED + number] = self.now
        began = self.new[at.STARTED + number]
        if began < 0:
            return
        strength = self.new[at.INTENSITY + number] = self._strength(number, self.now - began)
        if strength == 0:
            return
        self._evidence(number, self.now - began)
        if self.new[at.RELIEF + number]:
            self.new[at.RELIEF + number] -= 1
            strength = strength * parts("0.4") >> BITS
        for channel, amount in row.effects:
            self.forces[CHANNELS[channel], it.service] += amount * strength >> BITS
        damage = strength * row.damage >> BITS
        if row.spreads:
            infected = sum(level > parts("0.4") for level in self._block(at.COMPROMISE))
            damage += damage * max(0, infected - 1) // 4
        if row.needs_containment and self.new[at.DONE + number] & at.HELD:
            damage //= 8
        self.new[at.DAMAGE + number] += damage

    def _block(self, first: int) -> list[int]:
        return self.new[first : first + at.SERVICES]

    def _starts(self, number: int) -> bool:
        it = self.world.incidents[number]
        if it.trigger == TIME:
            return self.now == it.starts
        began, done = self.new[at.STARTED + it.parent], self.new[at.DONE + it.parent]
        if it.trigger == GROWN:
            strong = self.new[at.INTENSITY + it.parent] >= parts("0.6")
            return began >= 0 and self.now - began >= it.starts and strong
        assert it.trigger in (CONTAINED, LINGERING)
        held = done == at.HELD or (it.trigger == CONTAINED and done & at.HELD)
        return bool(held) and self.now - self.new[at.HELD_AT + it.parent] >= it.starts

    def _strength(self, number: int, age: int) -> int:
        it, row = self.world.incidents[number], TYPES[self.world.incidents[number].kind]
        strength, done = self.new[at.INTENSITY + number], self.new[at.DONE + number]
        if row.is_harmless:
            grown = min(it.most // 2, strength + row.growth)
            return grown if age < 12 else max(0, strength - parts("0.25"))
        if done & at.FIXED:
            if row.needs_containment and not done & at.HELD:
                self.new[at.UNHELD + number] += 1
            if self.new[at.UNHELD + number] == 6:
                self.new[at.UNHELD + number] = 0
                self.new[at.DONE + number] = 0
            return max(0, strength - parts("0.167"))
        if done & at.HELD and row.needs_containment:
            floor = min(strength, parts("0.25"))
            return max(floor, strength - parts("0.125"))
        if self.new[at.RELIEF + number]:
            return strength
        return min(it.most, strength + row.growth)

    def _evidence(self, incident: int, age: int) -> None:
        for bit, it in enumerate(self.world.evidence):
            hidden = (self.new[at.EMITTED] | self.new[at.GONE]) >> bit & 1
            if it.incident == incident and it.delay == age and not hidden:
                self.new[at.EMITTED] |= 1 << bit
                if it.is_pushed:
                    self.new[at.KNOWN + OWNER[it.source]] |= 1 << bit
                    self.new[at.ALERTED] = self.now

    def _infection(self) -> None:
        fed = [self.forces["compromise", service] for service in range(at.SERVICES)]
        levels = self._block(at.COMPROMISE)
        if any(fed):
            levels = [min(ONE, level + more) for level, more in zip(levels, fed, strict=True)]
            self._infect(levels)
        else:
            levels = [level - -(-level // 16) for level in levels]
        self.new[at.COMPROMISE : at.COMPROMISE + at.SERVICES] = levels
        self.new[at.INFESTED] = sum(1 << i for i, it in enumerate(levels) if it > parts("0.4"))

    def _infect(self, levels: list[int]) -> None:
        sick = [service for service, level in enumerate(levels) if level > parts("0.4")]
        luck = word(self.world.wiring.key, self.now)
        if sick and (luck >> 16) % 65536 < 1200 * len(sick):
            near = list(self._near(sick[luck % 65536 * len(sick) // 65536]))
            if near:
                target = near[(luck >> 48) * len(near) // 65536]
                levels[target] = min(ONE, levels[target] + parts("0.25"))

    def _near(self, service: int) -> Iterator[int]:
        """Return whom *service* calls, then who calls it, each once."""
        present, seen = self.world.estate.present, list[int]()
        ends = [(SLOT_INDEX[call.caller], SLOT_INDEX[call.callee]) for call in CALLS]
        for one, other in (*ends, *((other, one) for one, other in ends)):
            if one == service and other in present and one in present and other not in seen:
                seen.append(other)
                yield other

    def _stores(self) -> None:
        work = self.old[at.TRAFFIC + WORKERS]
        drained = work * (ONE - self.old[at.ERROR + WORKERS]) >> BITS
        drained = drained * (ONE - min(ONE, self.forces["stall", MESSAGES])) >> BITS
        if self.new[at.DRAIN_TICKS]:
            self.new[at.DRAIN_TICKS] -= 1
            drained += drained // 2
        queue = self.new[at.QUEUE] + self.old[at.TRAFFIC + MESSAGES] // 4 - drained // 4
        self.new[at.QUEUE] = max(0, min(8 * ONE, queue))
        for service, place in LAGS.items():
            lag = self.new[place] + self.forces["lag", service] - 64
            self.new[place] = max(16, min(65536, lag))
        missed = min(ONE, self.forces["miss", CACHE])
        wanted = parts("0.85") * (ONE - missed) >> BITS
        self.new[at.HIT] -= (self.new[at.HIT] - wanted) >> 2

    def _traffic(self) -> None:
        wanted = [
            flow - (3 * flow * error >> BITS + 2)
            for flow, error in zip(
                self.old[at.TRAFFIC : at.TRAFFIC + at.SERVICES],
                self.old[at.ERROR : at.ERROR + at.SERVICES],
                strict=True,
            )
        ]
        come: dict[int, int] = {}
        for call, share in zip(CALLS, self.world.estate.shares, strict=True):
            if share:
                callee = SLOT_INDEX[call.callee]
                come[callee] = come.get(callee, 0) + wanted[SLOT_INDEX[call.caller]] * share
        come = {service: flow >> BITS for service, flow in come.items()}
        demand = self.world.wiring.demand[self.now] + self.forces["traffic", EDGE]
        come[EDGE] = demand * (ONE - self.old[at.SHED]) >> BITS
        come[WORKERS] = min(parts("1.5"), parts("0.5") + self.new[at.QUEUE])
        self._reads(come)
        for service, flow in come.items():
            self.new[at.TRAFFIC + service] = flow

    def _reads(self, come: dict[int, int]) -> None:
        for service in (PRIMARY, FIRST, SECOND):
            if service in come:
                missed = come[service] * (ONE - self.new[at.HIT])
                come[service] = missed // (ONE - parts("0.85"))
        for service, place in LAGS.items():
            if self.new[place] > 160:
                come[PRIMARY] += come[service] // 4
                come[service] -= come[service] // 4

    def _service(self, service: int) -> int:
        """Let *service* fail or recover, and return what its users lose."""
        capacity = ONE - self.old[at.LOST + service] - self.forces["capacity", service]
        load = self.world.estate.utilisations[service] * self.new[at.TRAFFIC + service] >> BITS
        load += self.forces["load", service]
        over = max(0, load - (parts("0.9") * max(ONE // 16, capacity) >> BITS))
        error = 2 * over + self.forces["error", service] + self._held(service, over)
        for call, passed in zip(CALLS, self.world.estate.criticalities, strict=True):
            if SLOT_INDEX[call.caller] == service:
                error += passed * self.old[at.ERROR + SLOT_INDEX[call.callee]] >> BITS
        error += self._timed(service) + self._stale(service)
        old = self.old[at.ERROR + service]
        new = self.new[at.ERROR + service] = old + ((min(error, ONE) - old) >> 1)
        health = self.old[at.HEALTH + service]
        wanted = max(0, ONE - new - min(parts("0.25"), over // 2))
        if wanted < health:
            health -= -(-(health - wanted) // 2)
        else:
            health += -(-(wanted - health) // 8)
        self.new[at.HEALTH + service] = health
        return TIER_WEIGHTS[self.world.estate.tiers[service]] * (ONE - health)

    def _held(self, service: int, over: int) -> int:
        pool = self.old[at.POOL + service] + self.forces["pool", service] + over // 8
        pool = min(ONE, pool + ((parts("0.4") - pool) >> 4))
        disk = min(ONE, self.old[at.DISK + service] + self.forces["disk", service])
        self.new[at.POOL + service], self.new[at.DISK + service] = pool, disk
        return 8 * max(0, pool - parts("0.9")) + (parts("0.75") if disk == ONE else 0)

    def _timed(self, service: int) -> int:
        error = self.old[at.BLIP + service] if self.old[at.BLIP_TICKS + service] else 0
        for ticks in (at.BLIP_TICKS, at.LOST_TICKS):
            self.new[ticks + service] = max(0, self.old[ticks + service] - 1)
        if not self.new[at.LOST_TICKS + service]:
            self.new[at.LOST + service] = 0
        return error

    def _stale(self, service: int) -> int:
        if service == MESSAGES:
            return min(parts("0.6"), max(0, self.new[at.QUEUE] - 2 * ONE) // 4)
        if service in LAGS:
            return min(parts("0.3"), max(0, self.new[LAGS[service]] - 160) // 2)
        return 0

    def _losses(self, lost: int) -> None:
        if self.old[at.SHED_TICKS]:
            lost += 6 * self.old[at.SHED]
            self.new[at.SHED_TICKS] -= 1
            self.new[at.SHED] = self.old[at.SHED] if self.new[at.SHED_TICKS] else 0
        self.new[at.STRAIN] = max(0, self.old[at.STRAIN] - ONE // 4)
        self.new[at.LOSS] += lost * (ONE - self.old[at.CALM]) >> BITS

    def _land(self) -> None:
        size, first = at.PENDING_SIZE, at.PENDING
        rows = [
            self.old[place : place + size]
            for place in range(first, first + size * at.MOST_PENDING, size)
        ]
        due = [row for row in rows if row[0] and row[2] <= self.now + 1]
        kept = [row for row in rows if row[0] and row not in due]
        for row in due:
            self._effect(row)
        flat = [number for row in kept for number in row]
        self.new[first : first + size * at.MOST_PENDING] = flat + [0] * (
            size * at.MOST_PENDING - len(flat)
        )

    def _effect(self, order: tuple[int, ...]) -> None:
        mitigation, service = order[0] - 1, order[1]
        it = list(MITIGATIONS.values())[mitigation]
        for number, incident in enumerate(self.world.incidents):
            aimed = incident.service == service or (it.works_at_edge and service == EDGE)
            if aimed and self.new[at.STARTED + number] >= 0:
                self._treatment(number, mitigation, (order[3], self.now + 1))
        blamed = self.new[at.LOST_BY + service]
        if blamed and list(MITIGATIONS)[blamed - 1] in it.restores:
            for block in (at.LOST, at.LOST_TICKS, at.LOST_BY):
                self.new[block + service] = 0
        self._lasting(at.BLIP + service, at.BLIP_TICKS + service, it.error, it.error_ticks)
        if it.capacity_ticks and it.capacity_lost >= self.new[at.LOST + service]:
            self.new[at.LOST_BY + service] = mitigation + 1
        lost = (it.capacity_lost, it.capacity_ticks)
        self._lasting(at.LOST + service, at.LOST_TICKS + service, *lost)
        self._lasting(at.SHED, at.SHED_TICKS, it.shed, it.shed_ticks)
        if service in (WORKERS, MESSAGES):
            self.new[at.DRAIN_TICKS] = max(self.new[at.DRAIN_TICKS], it.drain_ticks)
        self._changes(mitigation, service)
        if it.wipes_memory:
            self._wipe(service)
        self.new[at.CALM] = max(self.new[at.CALM], it.calms)
        self.new[at.ORDERED] += 1
        self.new[at.LANDED] = self.now + 1

    def _treatment(self, number: int, mitigation: int, grounds: tuple[int, int]) -> None:
        kind = self.world.incidents[number].kind
        row, done = MITIGATION_ROWS[mitigation], self.new[at.DONE + number]
        if row.contains >> kind & 1:
            if not TYPES[kind].needs_containment:
                self.new[at.RELIEF + number] = 10
            if not done & at.HELD:
                self.new[at.HELD_BY + number], self.new[at.HELD_AT + number] = grounds
                self.new[at.DONE + number] |= at.HELD
                self.new[at.UNHELD + number] = 0
        if row.fixes >> kind & 1 and not done & at.FIXED:
            self.new[at.FIXED_BY + number], self.new[at.FIXED_AT + number] = grounds
            self.new[at.DONE + number] |= at.FIXED
            self.new[at.UNHELD + number] = 0

    def _lasting(self, amount: int, ticks: int, much: int, long: int) -> None:
        if long:
            lasts = self.new[ticks] > 0
            self.new[amount] = max(self.new[amount], much) if lasts else much
            self.new[ticks] = max(self.new[ticks], long)

    def _changes(self, mitigation: int, service: int) -> None:
        of_service = {"pool": at.POOL, "disk": at.DISK, "compromise": at.COMPROMISE}
        for quantity, how, amount, slots in MITIGATION_ROWS[mitigation].changes:
            if not slots >> service & 1:
                continue
            if quantity in of_service:
                place = of_service[quantity] + service
            elif quantity == "lag":
                place = LAGS[service]
            else:
                place = {"hit": at.HIT, "lost_writes": at.LOST_WRITES}[quantity]
            least = min(self.new[at.FIRST_LAG], self.new[at.SECOND_LAG])
            added = {"set": amount - self.new[place], "add": amount, "add_least_lag": least}
            self.new[place] += added[how]
            if quantity == "compromise" and amount == 0:
                self.new[at.INFESTED] &= ~(1 << service)

    def _wipe(self, service: int) -> None:
        for bit, it in enumerate(self.world.evidence):
            known = any(self.new[at.KNOWN + role] >> bit & 1 for role in range(at.SEATS))
            if it.service == service and it.source == "endpoint" and not known:
                self.new[at.GONE] |= 1 << bit


def differing(world: World, before: list[int], after: list[int]) -> list[str]:
    """Return each cell that *after* holds otherwise than the book has it."""
    expected = Minute(world, before).passed()
    return [
        f"cell {place} at tick {before[at.TICK]}: {found}, by the book {wanted}"
        for place, (found, wanted) in enumerate(zip(after, expected, strict=True))
        if found != wanted and place not in BOOKKEEPING
    ]


KINDS = TYPE_NAMES
