import * as z from 'zod'
import { FORMER_AGENT } from '#shared/agents/agent-directory.ts'
import { DRAFT_WAYS, type DraftWay } from '#shared/replies/draft.ts'
import type { Hindrance } from '../../case-acts.ts'
import type { CaseBeside } from '../../case-beside.ts'
import { QUEUE_VIEWS, type QueueView } from '../../queue/view-codes.ts'
import type { CaseShown } from '../../show-case.ts'
import type { Frame } from '../frame.ts'
import type { AnswerPreview } from './answer-preview.ts'

const messageSchema = z.string().regex(/^msg_[0-9a-z]{16,64}$/)

/** What the address of a case's page says beside its number; what cannot be read is as if it were not there. */
const caseQuerySchema = z.object({
	/** The way that is written by. */
	way: z.enum(DRAFT_WAYS).optional().catch(undefined),
	/** The message that is answered. */
	to: messageSchema.optional().catch(undefined),
	/** A word about the tone of a message, to be said with the answer. */
	step: z.enum(['pointer', 'warning']).optional().catch(undefined),
	/** The message that the acts beside the timeline are about. */
	about: messageSchema.optional().catch(undefined),
	/** The answer that is corrected. */
	correct: messageSchema.optional().catch(undefined),
	/** Whether the lines between the messages are shown. */
	show: z.enum(['all', 'words']).catch('all').default('all'),
	before: z.string().max(500).optional().catch(undefined),
	/** The list that the case was opened from. */
	view: z.enum(QUEUE_VIEWS).optional().catch(undefined),
})
export type CaseQuery = z.infer<typeof caseQuerySchema>

/** Reads the query of a case's page. */
export const readCaseQuery = (query: Readonly<Record<string, string>>): CaseQuery => caseQuerySchema.parse(query)

/** A form of the page that was posted and did not lead on: what was typed stands in it again. */
export type PostedForm = {
	/** Below `acts/` of the case, as its form names it. */
	readonly act: string
	/** Which form of that act it was; none of the composer, whose buttons do several. */
	readonly form?: string | undefined
	/** The names and values of its form. */
	readonly typed: readonly (readonly [string, string])[]
	/** Why nothing was done; none where the form only asked. */
	readonly refusal?:
		| {
				readonly title: string
				readonly detail: string
				/** Other ways to answer. */
				readonly ways?: readonly { readonly visibility: DraftWay }[] | undefined
				/** Where a person answers by hand. */
				readonly link?: string | undefined
				/** The case changed since its page was made. */
				readonly isStale?: boolean | undefined
				/** There are data of the customer in it, which belong into the vault. */
				readonly isOfData?: boolean | undefined
		  }
		| undefined
}

/** All that the page of a case shows. */
export type CasePageValue = {
	readonly shown: CaseShown
	readonly beside: CaseBeside
	readonly query: CaseQuery
	readonly posted?: PostedForm | undefined
	/** What an answer would be that was asked about without script. */
	readonly preview?: AnswerPreview | undefined
}

/** The frame of a part, which stays the same while nothing happens: no form in it has a key of its own. */
export const frameOfPart = (frame: Frame): Frame => ({ ...frame, newKey: undefined })

/** Returns the address of the page with another query; what is undefined goes. */
export const caseHref = (
	{ shown, query }: Pick<CasePageValue, 'shown' | 'query'>,
	changes: Readonly<Partial<Record<keyof CaseQuery, string | undefined>>> = {},
	place = '',
): string => {
	const { view, show } = query
	const kept = { view, show: show === 'all' ? undefined : show, ...changes }
	const search = new URLSearchParams()
	for (const [name, text] of Object.entries(kept)) if (text !== undefined) search.set(name, text)
	const asked = search.size === 0 ? '' : `?${search}`
	return `/desk/cases/${shown.case.number}${asked}${place === '' ? '' : `#${place}`}`
}

/** Returns the address of the page with all that it is about now; undefined where that is the whole case, opened from no list. */
export const standsAt = (value: Pick<CasePageValue, 'shown' | 'query'>): string | undefined => {
	const { to, step, about, correct, view } = value.query
	const isPlain = [to, step, about, correct, view].every((one) => one === undefined)
	return isPlain ? undefined : caseHref(value, { to, step, about, correct })
}

/** Returns what somebody is called whom the case names by their subject. */
export const personName = ({ beside }: Pick<CasePageValue, 'beside'>, { texts }: Frame, sub: string): string =>
	beside.people.find((one) => one.sub === sub)?.name ?? (sub === FORMER_AGENT ? texts.codes.formerAgent : sub)

/** Says why a control is switched off; undefined where it is not. */
export const sayHindrance = ({ texts }: Frame, hindrance: Hindrance | undefined): string | undefined =>
	hindrance === undefined ? undefined : texts.hindrances[hindrance]

/** Returns what the customer calls themself, as far as the page shows words of theirs. */
export const customerName = ({ shown }: Pick<CasePageValue, 'shown'>): string | undefined => {
	const said = [...shown.unanswered, ...shown.timeline].filter(({ author }) => author === 'customer')
	return said.findLast(({ name }) => name !== undefined)?.name
}

/** The list that a page belongs to. */
export const listOf = ({ query }: Pick<CasePageValue, 'query'>): QueueView => query.view ?? 'now'
