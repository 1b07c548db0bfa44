import { addMilliseconds } from '#shared/kernel/clock.ts'
import { NOTHING_SENT, type PaceCount, takeSlot } from '#shared/sending/pace.ts'
import {
	accountKey,
	type LimitedKind,
	type RateLimit,
	type SendLimitStore,
	type Stop,
} from '#shared/sending/send-limit-store.ts'

/** Send limits in memory, for tests and the simulator. */
export const createMemorySendLimitStore = (): SendLimitStore => {
	const stops = new Map<string, Stop>()
	const limits = new Map<string, Map<LimitedKind, RateLimit>>()
	const counts = new Map<string, PaceCount>()
	return {
		read: async (account) => {
			const stop = stops.get(accountKey(account))
			const closed = [...(limits.get(accountKey(account))?.values() ?? [])]
			return { stop, limits: closed }
		},
		stop: async (account, reason, since) => {
			if (stops.has(accountKey(account))) return false
			stops.set(accountKey(account), { reason, since })
			return true
		},
		resume: async (account, { since }) =>
			stops.get(accountKey(account))?.since === since && stops.delete(accountKey(account)),
		claimProbe: async (account, at, everyMilliseconds) => {
			const stop = stops.get(accountKey(account))
			if (stop === undefined) return false
			if (stop.probedAt !== undefined && addMilliseconds(stop.probedAt, everyMilliseconds) > at) return false
			stops.set(accountKey(account), { ...stop, probedAt: at })
			return true
		},
		limit: async (account, limit) => {
			const closed = limits.get(accountKey(account)) ?? new Map<LimitedKind, RateLimit>()
			limits.set(accountKey(account), closed)
			if ((closed.get(limit.kind)?.until ?? '') < limit.until) closed.set(limit.kind, limit)
		},
		reserve: async (account, kind, rules, isUrgent, at) => {
			const key = `${accountKey(account)}#${kind}`
			const place = takeSlot(counts.get(key) ?? NOTHING_SENT, rules, isUrgent, at)
			if (place.isTaken) counts.set(key, place.count)
			return place
		},
	}
}
