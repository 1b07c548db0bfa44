import type { Hono } from 'hono'
import type { CaseStore } from '#shared/cases/ports.ts'
import { type ApiResponse, problem } from '#shared/http/problem.ts'
import { type ActDependencies, act, caseIdNamed, ownField, tellAt } from './acts.ts'
import type { WebDeskEnvironment } from './environment.ts'
import { FaultError, faultOfStatus } from './fault.ts'
import type { ShowAgain } from './page-routes.ts'
import { returnPathOf } from './return-path.ts'

export type BulkDependencies = ActDependencies & { readonly store: Pick<CaseStore, 'load'> }

/** As many as a page has. */
const MOST_CASES = 50

/**
 * Adds the one act on many cases: to hand them to a person or a team. Each is an act of its own by the API's route, decided
 * on the case as it stands; the first that is refused is told, those that were stay chosen, and the others are
 * done all the same.
 */
export const addBulk = (app: Hono<WebDeskEnvironment>, dependencies: BulkDependencies, showAgain: ShowAgain): void => {
	app.post('/desk/queue/assign', async (context) => {
		context.set('page', 'bulkAssign')
		const posted = context.get('posted')
		const fields = posted.kind === 'form' ? posted.fields : []
		const [kind, to = ''] = (ownField(posted, 'to') ?? '').split(':')
		if (kind !== 'team' && kind !== 'owner') throw new FaultError('badRequest')
		const numbers = [...new Set(fields.flatMap(([name, value]) => (name === 'case' ? [value] : [])))]
		const answers: { readonly number: string; readonly answer: ApiResponse }[] = []
		for (const number of numbers.slice(0, MOST_CASES)) {
			const id = await caseIdNamed(dependencies, number)
			const state = id === undefined ? undefined : await dependencies.store.load(id)
			if (state === undefined) {
				answers.push({ number, answer: problem('case-unknown') })
				continue
			}
			const chosen = [
				['version:number', String(state.version)],
				[kind, to],
			] as const
			const key = ownField(posted, '_key')
			const idempotencyKey = key === undefined ? undefined : `${key}.${number}`.slice(0, 128)
			const one = { number, path: 'assign', posted: { kind: 'form', fields: chosen }, idempotencyKey } as const
			answers.push({ number, answer: await act(dependencies, context.get('signedIn'), one) })
		}
		const back = returnPathOf(ownField(posted, '_back'))
		const refusals = answers.filter(({ answer }) => answer.status >= 400)
		const [first] = refusals
		if (first === undefined) return context.redirect(tellAt(back, 'assigned'), 303)
		// What stays chosen is what was not handed on.
		const typed = fields.filter(([name, value]) => name !== 'case' || refusals.some(({ number }) => number === value))
		const page = await showAgain(context, back, { act: 'assign', answer: first.answer, typed })
		if (page === undefined) throw new FaultError(faultOfStatus(first.answer.status))
		return context.html(page, first.answer.status as 400)
	})
}
