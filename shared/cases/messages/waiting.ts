import type { Instant } from '#shared/kernel/clock.ts'
import type { FactOf } from '../facts.ts'
import type { Waiting } from './state.ts'

/**
 * Messages that wait for an answer, as customers write, edit and take them back. The case keeps one such list, and each
 * answer on its way one of what came after its author looked. Pure, part of `evolve`.
 */

/** Messages shown as unanswered by key; beyond that only counted. */
export const UNANSWERED_SHOWN = 16

type Waiter = Waiting['first'][number]

export const NOBODY: Waiting = { first: [], count: 0 }

export const byTime = (a: { sentAt: string; message: string }, b: { sentAt: string; message: string }): number =>
	a.sentAt === b.sentAt ? (a.message < b.message ? -1 : 1) : a.sentAt < b.sentAt ? -1 : 1

const earlier = (a: Instant | undefined, b: Instant): Instant => (a === undefined || b < a ? b : a)
/** The later of two; undefined where one of them is over. */
const later = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
	a === undefined || b === undefined ? undefined : a > b ? a : b
const shown = (first: readonly Waiter[]): Waiter[] => first.toSorted(byTime).slice(0, UNANSWERED_SHOWN)

const isWaiting = ({ first }: Waiting, message: string): boolean => first.some((one) => one.message === message)

export const addWaiter = (waiting: Waiting, { message, sentAt }: Waiter): Waiting => ({
	first: shown([...waiting.first, { message, sentAt }]),
	count: waiting.count + 1,
	since: earlier(waiting.since, sentAt),
})

/** Adds that the customer did something that is no message, but waits as well. */
export const waitSince = (waiting: Waiting, at: Instant): Waiting => ({ ...waiting, since: waiting.since ?? at })

/**
 * Adds an edit, which waits for an answer also where the message was answered before. `settledVersion`: messages filed by then are
 * answered, unless the list has them.
 */
export const editWaiter = (
	waiting: Waiting,
	{ message, sentAt, filedVersion, isShown }: FactOf<'MessageEdited'>,
	settledVersion: number,
): Waiting => {
	const isUnanswered = filedVersion > settledVersion || isWaiting(waiting, message)
	if (!isUnanswered && !isShown) return waiting
	const known = waiting.first.find((one) => one.message === message)
	const others = waiting.first.filter((one) => one.message !== message)
	const isCountedOnly = isUnanswered && known === undefined
	return {
		first: isCountedOnly ? others : shown([...others, { message, sentAt: earlier(known?.sentAt, sentAt) }]),
		count: waiting.count + (isUnanswered ? 0 : 1),
		since: earlier(waiting.since, sentAt),
	}
}

/** Removes what was taken back: nobody waits for an answer to it. */
export const eraseWaiter = (
	waiting: Waiting,
	{ message, filedVersion }: FactOf<'MessageErased' | 'MessageDisowned'>,
	settledVersion: number,
): Waiting => {
	if (filedVersion <= settledVersion && !isWaiting(waiting, message)) return waiting
	const first = waiting.first.filter((one) => one.message !== message)
	const count = Math.max(0, waiting.count - 1)
	const erased = waiting.first.find((one) => one.message === message)
	// What the customer gave on the secure page may have made them wait as well.
	const others = waiting.since === erased?.sentAt ? undefined : waiting.since
	const since = count === 0 ? others : (first[0]?.sentAt ?? waiting.since)
	return { first, count, since }
}

/** Returns what of `before` is not in `after` any more: what an answer answered. */
export const answeredOf = (before: Waiting, after: Waiting): Waiting => ({
	first: before.first.filter(({ message }) => !isWaiting(after, message)),
	count: Math.max(0, before.count - after.count),
	since: before.since,
})

const areAllShown = ({ first, count }: Waiting): boolean => first.length === count

/**
 * Returns those who wait in both lists: who waits now, and whom an answer leaves waiting, so that whatever was answered
 * meanwhile stays so, in whatever order answers end. Undefined where some are only counted: nobody can tell who they are.
 */
export const waitingInBoth = (now: Waiting, left: Waiting): Waiting | undefined => {
	if (!areAllShown(now) || !areAllShown(left)) return undefined
	const first = left.first.filter(({ message }) => isWaiting(now, message))
	const since = later(now.since, left.since)
	return { first, count: first.length, since }
}

/** Joins both lists: those of an answer that was taken back wait again. */
export const joinWaiting = (a: Waiting, b: Waiting): Waiting => {
	const known = new Set(a.first.map(({ message }) => message))
	const added = b.first.filter(({ message }) => !known.has(message))
	const since = [a.since, b.since].filter((at) => at !== undefined).sort()[0]
	return {
		first: shown([...a.first, ...added]),
		count: a.count + b.count - (b.first.length - added.length),
		since,
	}
}

/** Returns what is left after an answer to everything up to `sentAt`. Those who are only counted wait on: their time is not known. */
export const waitersAfter = ({ first, count }: Waiting, sentAt: Instant): Waiting => {
	const left = first.filter((one) => one.sentAt > sentAt)
	const countedOnly = count - first.length
	const since = left[0]?.sentAt ?? (countedOnly > 0 ? sentAt : undefined)
	return { first: left, count: left.length + countedOnly, since }
}
