import * as z from 'zod'
import type { Network } from '#shared/cases/network.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { OwnAccount, Written } from './channel.ts'

/** A network's id, sent as string or number; printable ASCII only, so that it can be a key anywhere. */
export const externalIdSchema = z
	.union([z.string(), z.number()])
	.transform(String)
	.pipe(z.string().regex(/^[\x21-\x7e]{1,256}$/))

/** Text that people typed. A half surrogate, which every UTF-8 store would change, is replaced here. */
export const textSchema = z.string().transform((text) => text.toWellFormed())

/** Booleans, which networks also write as `"true"` and as 1. The string `"false"` is false (NETWORKS.md 2.4). */
export const flagSchema = z
	.union([z.boolean(), z.string(), z.number()])
	.transform((value) => value === true || value === 1 || value === 'true' || value === '1')

/** The end of the year 9999: later instants have a sign and more digits, and do not sort as text. */
const LATEST = 253_402_300_799_999

/** Seconds or milliseconds since 1970, string or number; NETWORKS.md 3.1 mixes them, the size tells which. */
export const epochSchema = z
	.union([z.string().regex(/^\d{1,16}$/), z.number().nonnegative()])
	.transform(Number)
	.transform((value) => Math.trunc(value < 1e11 ? value * 1_000 : value))
	.pipe(z.number().max(LATEST))

export const instantOf = (milliseconds: number): Instant => new Date(milliseconds).toISOString()

/** Returns the ids of our own accounts on a network. */
export const ownIds = (own: readonly OwnAccount[], network: Network): ReadonlySet<string> =>
	new Set(own.filter((account) => account.network === network).map((account) => account.id))

type Maybe = string | null | undefined

/** Returns an author with only the names that the network gave. */
export const authorOf = (id: string, handle: Maybe, name: Maybe): Written['author'] => ({
	id,
	handle: handle ? handle : undefined,
	name: name ? name : undefined,
})

/** Returns `sentAt` where the network gave a possible time. */
export const sentAtOf = (milliseconds: number | null | undefined): Pick<Written, 'sentAt'> =>
	milliseconds && milliseconds > 0 && milliseconds <= LATEST ? { sentAt: instantOf(milliseconds) } : {}
