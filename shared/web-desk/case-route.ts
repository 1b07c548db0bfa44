import type { Agent } from '#shared/agents/agent.ts'
import { type CaseId, messageKeySchema } from '#shared/cases/keys.ts'
import type { CaseList } from '#shared/cases/ports.ts'
import type { CaseAct } from '#shared/desk/case-acts.ts'
import { type BesideDependencies, readBeside } from '#shared/desk/case-beside.ts'
import { othersIn } from '#shared/desk/desk-glance.ts'
import { type LookDependencies, lookAtCase } from '#shared/desk/look-at-case.ts'
import type { AnswerPreview } from '#shared/desk/pages/case/answer-preview.ts'
import { casePage } from '#shared/desk/pages/case/case-page.ts'
import { type CasePageValue, type PostedForm, readCaseQuery } from '#shared/desk/pages/case/case-value.ts'
import { isOfComposer } from '#shared/desk/pages/case/composer.ts'
import { headPart } from '#shared/desk/pages/case/head-part.ts'
import { sidePart } from '#shared/desk/pages/case/side-part.ts'
import { timelinePart } from '#shared/desk/pages/case/timeline-part.ts'
import type { Frame } from '#shared/desk/pages/frame.ts'
import { refusalNotice } from '#shared/desk/pages/notices.ts'
import type { DeskTexts } from '#shared/desk/pages/texts/desk-texts.ts'
import { minuteOf } from '#shared/desk/queue/count-queue.ts'
import { eraseCustomerDataContract, readCustomerDataContract } from '#shared/http/customer-data-contracts.ts'
import type { ApiResponse } from '#shared/http/problem.ts'
import { type Contract, READERS, type Route } from '#shared/http/route.ts'
import type { Html } from '#shared/pages/frame.ts'
import { DRAFT_WAYS } from '#shared/replies/draft.ts'
import { caseIdNamed, PREVIEW } from './acts.ts'
import { FaultError } from './fault.ts'
import { problemOfAnswer } from './notice.ts'
import type { PageCall, PageRoute, Part, ShownAct } from './page-call.ts'

export type CasePageDependencies = LookDependencies &
	BesideDependencies & {
		readonly list: Pick<CaseList, 'findByNumber'>
		/** Tells whether a role may call an operation of the API at all. */
		readonly allows: (operation: CaseAct, role: Agent['role']) => boolean
	}

/** Creates what tells whether a role may call an operation, by the contracts of the API's routes and of those on customer data. */
export const createAllows = (routes: readonly Route[]): CasePageDependencies['allows'] => {
	const elsewhere: readonly Contract[] = [readCustomerDataContract, eraseCustomerDataContract]
	const contracts = [...routes.map(({ contract }) => contract), ...elsewhere]
	const roles = new Map(contracts.map((one) => [one.operation, one.roles]))
	return (operation, role) => {
		const allowed = roles.get(operation)
		return allowed === 'open' || (allowed?.includes(role) ?? false)
	}
}

/** Entries of a page of the timeline. */
const ENTRIES_OF_PAGE = 50

const waysIn = ({ body }: ApiResponse): NonNullable<PostedForm['refusal']>['ways'] => {
	const { possible } = body
	if (!Array.isArray(possible)) return undefined
	return possible.flatMap((one: unknown) => {
		const visibility: unknown = typeof one === 'object' && one !== null ? Reflect.get(one, 'visibility') : undefined
		const way = DRAFT_WAYS.find((known) => known === visibility)
		return way === undefined ? [] : [{ visibility: way }]
	})
}

/** Returns what the page says of an act that did not lead on. */
const postedOf = (texts: DeskTexts, { act, answer, typed }: ShownAct): PostedForm => {
	const form = typed.find(([name]) => name === '_form')?.[1]
	if (answer.status < 400) return { act, form, typed }
	const { link, type } = answer.body
	const { title, detail } = refusalNotice(texts, problemOfAnswer(answer))
	return {
		act,
		form,
		typed,
		refusal: {
			title,
			detail,
			ways: waysIn(answer),
			link: typeof link === 'string' ? link : undefined,
			isStale: String(type).endsWith(':stale-version') || undefined,
			isOfData: String(type).endsWith(':personal-data') || undefined,
		},
	}
}

/** So many cases are open on a few dozen desks at most, each known by its number to whoever looks again. */
const NUMBERS_KNOWN = 1_000

/** Creates what leads from a number to its case, for who looks again without a call: it is the same for good. */
const createCaseOf = (dependencies: CasePageDependencies): NonNullable<PageRoute['caseOf']> => {
	const find = async (number: string): Promise<CaseId> => {
		const id = await caseIdNamed(dependencies, number)
		if (id === undefined) throw new FaultError('notFound')
		return id
	}
	const known = new Map<string, CaseId>()
	return async ({ number = '' }) => {
		const id = known.get(number) ?? (await find(number))
		if (known.size >= NUMBERS_KNOWN) known.clear()
		known.set(number, id)
		return id
	}
}

/**
 * Creates what tells whether there is news of a case: its version, what keeps its answers from leaving, and with `isWithOthers` who else
 * is at it, which its head shows. Whatever else it shows, names of people and files that are looked through, is news within the minute.
 */
const createCaseNews =
	({ sendingState, clock }: CasePageDependencies) =>
	(isWithOthers: boolean): Part['news'] =>
	async (call) => {
		const [{ ofCase }, sending] = await Promise.all([call.glance(), sendingState()])
		const others = isWithOthers && ofCase !== undefined ? othersIn(ofCase, call.agent.key) : ''
		return JSON.stringify([ofCase?.version, others, sending, minuteOf(clock.now())])
	}

/** Returns the page of a case. */
export const caseRoute = (dependencies: CasePageDependencies): PageRoute => {
	const caseOf = createCaseOf(dependencies)
	const show = async (call: PageCall, isWhole: boolean): Promise<CasePageValue> => {
		const id = await caseOf(call.params)
		const { agent } = call
		const query = readCaseQuery(call.query)
		const [shown, beside] = await Promise.all([
			lookAtCase(dependencies, id, { before: query.before, limit: ENTRIES_OF_PAGE, by: agent.key }),
			readBeside(dependencies, id, {
				agent,
				allows: (operation) => dependencies.allows(operation, agent.role),
				chosen: { inReplyTo: messageKeySchema.optional().parse(query.to) },
				neighboursIn: isWhole ? (query.view ?? 'now') : undefined,
			}),
		])
		return { shown, beside, query }
	}
	const newsOf = createCaseNews(dependencies)
	const part = (render: (frame: Frame, value: CasePageValue) => Html) => async (call: PageCall) => {
		const [frame, value] = await Promise.all([call.frame(false), show(call, false)])
		return render(frame, value)
	}
	return {
		path: '/desk/cases/:number',
		name: 'case',
		roles: READERS,
		caseOf,
		page: async (call) => {
			const [frame, value] = await Promise.all([call.frame(true), show(call, true)])
			const { act } = call
			const posted = act === undefined ? undefined : postedOf(frame.texts, act)
			// What was refused is told where it was written.
			const notice = posted !== undefined && isOfComposer(posted) ? undefined : frame.notice
			const isPreview = act?.act === PREVIEW && act.answer.status < 400
			return casePage(
				{ ...frame, notice },
				{
					...value,
					posted,
					preview: isPreview ? (act.answer.body as unknown as AnswerPreview) : undefined,
				},
			)
		},
		parts: {
			head: { news: newsOf(true), render: part(headPart) },
			timeline: { news: newsOf(false), render: part(timelinePart) },
			side: { news: newsOf(false), render: part(sidePart) },
		},
	}
}
