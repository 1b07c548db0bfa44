import { createHmac } from 'node:crypto'
import * as z from 'zod'
import { instantSchema } from '#shared/cases/keys.ts'
import { addMilliseconds, DAY, HOUR, type Instant } from '#shared/kernel/clock.ts'

/**
 * What is known of a mail address over all cases, under a keyed hash: when it was mailed, and until when it is blocked.
 */
export const addressRecordSchema = z.object({
	key: z.string().regex(/^[0-9a-f]{64}$/),
	/** 0 where it is not stored yet. */
	version: z.int(),
	mailedAt: z.array(instantSchema),
	blockedUntil: instantSchema.optional(),
})
export type AddressRecord = z.infer<typeof addressRecordSchema>

const MAILS_PER_HOUR = 2
const MAILS_PER_DAY = 5
const BLOCKED_FOR = 30 * DAY

/** Returns the keyed hash by which an address is counted. Ignores case and a tag after `+`: one mailbox has one key. */
export const addressKey = (addressSecret: string, address: string): string => {
	const [local = '', domain = ''] = address.toLowerCase().split('@')
	return createHmac('sha256', addressSecret)
		.update(`${local.replace(/\+.*$/, '') || local}@${domain}`)
		.digest('hex')
}

export const unknownAddress = (key: string): AddressRecord => ({ key, version: 0, mailedAt: [] })

const since = (record: AddressRecord, instant: Instant): number => record.mailedAt.filter((at) => at > instant).length

/** Tells whether the address may get another mail now: 2 an hour, 5 a day, none while it is blocked. */
export const mayBeMailed = (record: AddressRecord, now: Instant): boolean =>
	!(record.blockedUntil !== undefined && record.blockedUntil > now) &&
	since(record, addMilliseconds(now, -HOUR)) < MAILS_PER_HOUR &&
	since(record, addMilliseconds(now, -DAY)) < MAILS_PER_DAY

/** Adds a mail to the record and drops those older than a day. */
export const countMail = (record: AddressRecord, now: Instant): AddressRecord => ({
	...record,
	mailedAt: [...record.mailedAt.filter((at) => at > addMilliseconds(now, -DAY)), now],
})

/** Blocks the address for 30 days, after a complaint or "that was not me". */
export const block = (record: AddressRecord, now: Instant): AddressRecord => ({
	...record,
	blockedUntil: addMilliseconds(now, BLOCKED_FOR),
})

/** Returns when the record becomes useless; undefined for an empty one. */
export const addressKeptUntil = ({ mailedAt, blockedUntil }: AddressRecord): Instant | undefined =>
	[...mailedAt.map((at) => addMilliseconds(at, DAY)), ...(blockedUntil === undefined ? [] : [blockedUntil])]
		.sort()
		.at(-1)
