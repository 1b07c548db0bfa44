import * as z from 'zod'
import { networkSchema } from '#shared/cases/network.ts'
import { type Instant, SECOND } from '#shared/kernel/clock.ts'

/** At most `limit` in any `seconds`; `urgentOnly` of them are kept for what is urgent. */
export const paceRuleSchema = z.strictObject({
	limit: z.int().positive(),
	seconds: z.int().positive(),
	urgentOnly: z.int().nonnegative().optional(),
})
export type PaceRule = z.infer<typeof paceRuleSchema>

/** The pace of private messages per account, by network. Networks without an entry name their limits themselves. */
export const paceSchema = z.partialRecord(networkSchema, z.array(paceRuleSchema))
export type PaceRules = z.infer<typeof paceSchema>

/** Counts of sent messages, by the length of a rule's window in seconds and within it by slot of time. */
export const paceCountSchema = z.record(z.string(), z.record(z.string(), z.int()))
export type PaceCount = z.infer<typeof paceCountSchema>

export const NOTHING_SENT: PaceCount = {}

export type RateSlot =
	| { readonly isTaken: true; readonly count: PaceCount }
	/** No slot is free for such a send before `until`. */
	| { readonly isTaken: false; readonly until: Instant }

/** Slots per window. A send counts until its slot leaves the window, so slightly longer than the window. */
const SLOTS = 30

type Slot = { readonly index: number; readonly count: number }

const slotMilliseconds = ({ seconds }: PaceRule): number => Math.ceil((seconds * SECOND) / SLOTS)

const endOf = (rule: PaceRule, index: number): number => (index + 1) * slotMilliseconds(rule) + rule.seconds * SECOND

/** Returns the slots that still count at `now`, the oldest first. */
const slotsOf = (count: PaceCount, rule: PaceRule, now: number): readonly Slot[] =>
	Object.entries(count[rule.seconds] ?? {})
		.map(([index, sent]) => ({ index: Number(index), count: sent }))
		.filter(({ index }) => endOf(rule, index) > now)
		.sort((a, b) => a.index - b.index)

/** Returns when one rule allows another send, in milliseconds since 1970; `now` where it does at once. */
const freeAt = (slots: readonly Slot[], rule: PaceRule, isUrgent: boolean, now: number): number => {
	const limit = Math.max(1, rule.limit - (isUrgent ? 0 : (rule.urgentOnly ?? 0)))
	let left = slots.reduce((sum, { count }) => sum + count, 0)
	let at = now
	for (const { index, count } of slots) {
		if (left < limit) break
		left -= count
		at = endOf(rule, index)
	}
	return at
}

/**
 * Takes a slot under all rules, or returns when one may be free. Pure: the caller stores the count under a condition.
 */
export const takeSlot = (count: PaceCount, rules: readonly PaceRule[], isUrgent: boolean, at: Instant): RateSlot => {
	const now = Date.parse(at)
	const counted = rules.map((rule) => ({ rule, slots: slotsOf(count, rule, now) }))
	const free = Math.max(now, ...counted.map(({ rule, slots }) => freeAt(slots, rule, isUrgent, now)))
	if (free > now) return { isTaken: false, until: new Date(free).toISOString() }
	const next = counted.map(({ rule, slots }) => {
		const current = Math.floor(now / slotMilliseconds(rule))
		const counts = new Map(slots.map(({ index, count: sent }) => [index, sent]))
		counts.set(current, (counts.get(current) ?? 0) + 1)
		return [
			String(rule.seconds),
			Object.fromEntries([...counts].map(([index, sent]) => [String(index), sent])),
		] as const
	})
	return { isTaken: true, count: Object.fromEntries(next) }
}
