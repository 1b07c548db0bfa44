import { createHmac } from 'node:crypto'
import * as z from 'zod'
import { instantSchema } from '#shared/cases/keys.ts'
import { addMilliseconds, DAY, HOUR, type Instant } from '#shared/kernel/clock.ts'

/** What we know of a mail address over all cases, under a keyed hash: when it got mails, and whether it wants none. */
export const addressRecordSchema = z.object({
	key: z.string().regex(/^[0-9a-f]{64}$/),
	/** 0: not stored yet. */
	version: z.int(),
	mailedAt: z.array(instantSchema),
	blockedUntil: instantSchema.optional(),
})
export type AddressRecord = z.infer<typeof addressRecordSchema>

const MAILS_PER_HOUR = 2
const MAILS_PER_DAY = 5
const BLOCKED_FOR = 30 * DAY

/**
 * The keyed hash by which an address is counted. Case and a tag after `+` make no difference, so that one mailbox is one
 * key however it is spelled.
 */
export const addressKey = (addressSecret: string, address: string): string => {
	const [local = '', domain = ''] = address.toLowerCase().split('@')
	return createHmac('sha256', addressSecret)
		.update(`${local.replace(/\+.*$/, '') || local}@${domain}`)
		.digest('hex')
}

export const unknownAddress = (key: string): AddressRecord => ({ key, version: 0, mailedAt: [] })

const since = (record: AddressRecord, instant: Instant): number => record.mailedAt.filter((at) => at > instant).length

/** Whether one more mail may go to it now: 2 an hour, 5 a day, none while it is blocked. */
export const mayBeMailed = (record: AddressRecord, now: Instant): boolean =>
	!(record.blockedUntil !== undefined && record.blockedUntil > now) &&
	since(record, addMilliseconds(now, -HOUR)) < MAILS_PER_HOUR &&
	since(record, addMilliseconds(now, -DAY)) < MAILS_PER_DAY

/** The record after one more mail; what is older than a day is forgotten. */
export const countMail = (record: AddressRecord, now: Instant): AddressRecord => ({
	...record,
	mailedAt: [...record.mailedAt.filter((at) => at > addMilliseconds(now, -DAY)), now],
})

/** The record after its owner said that it was not them, or complained. */
export const block = (record: AddressRecord, now: Instant): AddressRecord => ({
	...record,
	blockedUntil: addMilliseconds(now, BLOCKED_FOR),
})

/** When nothing about it is of use any more; undefined where it says nothing at all. */
export const addressKeptUntil = ({ mailedAt, blockedUntil }: AddressRecord): Instant | undefined =>
	[...mailedAt.map((at) => addMilliseconds(at, DAY)), ...(blockedUntil === undefined ? [] : [blockedUntil])]
		.sort()
		.at(-1)
