import * as z from 'zod'
import type { RawEvent, Update } from '../channel.ts'
import { epochSchema, externalIdSchema, sentAtOf, textSchema } from '../fields.ts'

/** A person in `changes[]`, whatever the field (NETWORKS.md 3.2, 3.5). */
export const personSchema = z.object({
	id: externalIdSchema.nullish(),
	name: textSchema.nullish(),
	username: textSchema.nullish(),
})

const dateSchema = z
	.string()
	.transform((text) => Date.parse(text))
	.pipe(z.number().nonnegative())

/** Seconds, milliseconds or a date; anything else counts as no time. */
export const whenSchema = z.union([epochSchema, dateSchema]).nullish().catch(null)

const contextSchema = z.object({ time: whenSchema }).catch({ time: null })

/** Returns when Meta sent the event's entry, in milliseconds. */
export const sentMsOf = (event: RawEvent): number | null | undefined => contextSchema.parse(event.context).time

export type Deed = 'added' | 'edited' | Update['change']

const DEEDS: ReadonlyMap<string, Deed> = new Map([
	['add', 'added'],
	['edit', 'edited'],
	['edited', 'edited'],
	['update', 'edited'],
	['remove', 'erased'],
	['delete', 'erased'],
	['hide', 'hidden'],
	['unhide', 'shown'],
])

/**
 * Returns what a verb says happened to the content; added where there is no verb. Undefined for verbs about something else.
 */
export const deedOf = (verb: string | null | undefined): Deed | undefined => DEEDS.get(verb ?? 'add')

export type Times = {
	readonly edited?: number | null | undefined
	readonly created?: number | null | undefined
	readonly sent?: number | null | undefined
}

/**
 * Returns the edition of an edit: its own time where Meta gives it, else the time of the change. Some events repeat the
 * first version's time there, so among equal ones the later sent is the later edition.
 */
export const editionOf = ({ edited, created, sent }: Times): string => {
	const [time, tie] = edited ? [edited, 0] : [created ?? sent ?? 0, sent ?? 0]
	const edition = BigInt(time) * 10n ** 15n + BigInt(tie)
	return String(edition > 0n ? edition : 1n)
}

/** Returns the update of a content. The event may hold the first version's time, so the later of its times counts. */
export const updateOf = (
	content: Pick<Update, 'network' | 'accountId' | 'contentId' | 'form' | 'change'>,
	{ edited, created, sent }: Times,
): { readonly kind: 'update' } & Update => {
	const { sentAt } = sentAtOf(edited ?? Math.max(created ?? 0, sent ?? 0))
	return { kind: 'update', ...content, changedAt: sentAt }
}
