import * as z from 'zod'
import { epochSchema } from '../fields.ts'

const SNOWFLAKE_EPOCH = 1_288_834_974_657n
/** Ids below were counted up and hold no time (before November 2010). */
const FIRST_SNOWFLAKE = 29_700_859_247n

/** `Wed Oct 10 20:19:24 +0000 2018` */
const CLASSIC = /^\w{3} \w{3} \d{1,2} \d{2}:\d{2}:\d{2} [+-]\d{4} \d{4}$/
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/

const parseWords = (words: string): number => {
	if (CLASSIC.test(words)) return Date.parse(words)
	const match = ISO.exec(words)
	return match ? Date.parse(match[3] ? words : `${words}Z`) : Number.NaN
}

/** X's founding; it sends 1970 for an unknown time. */
const FOUNDED = Date.UTC(2006)

/** Milliseconds from any form X writes a time in (NETWORKS.md 2.4, 2.5): in words, ISO, epoch as number or string. */
export const writtenTimeSchema = z
	.union([epochSchema, z.string().transform(parseWords)])
	.pipe(z.number().refine((value) => value >= FOUNDED))

const timeInId = (id: string): number | undefined => {
	if (!/^\d{1,19}$/.test(id)) return undefined
	const number = BigInt(id)
	return number < FIRST_SNOWFLAKE ? undefined : Number((number >> 22n) + SNOWFLAKE_EPOCH)
}

/**
 * Returns the time of a post in milliseconds. One API gives whole seconds, another milliseconds, the id always
 * milliseconds: the id's time counts where it agrees, so that every event of a post has the same.
 */
export const writtenAtOf = (id: string, written: number | undefined): number | undefined => {
	const inId = timeInId(id)
	if (written === undefined || inId === undefined) return written ?? inId
	return Math.trunc(written / 1_000) === Math.trunc(inId / 1_000) ? inId : written
}
