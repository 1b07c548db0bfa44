import { colleagueNamed } from '#shared/agents/colleagues.ts'
import type { CommandOf } from '#shared/cases/commands.ts'
import { type NoteKey, type PromiseId, promiseIdSchema } from '#shared/cases/keys.ts'
import type { CaseList } from '#shared/cases/ports.ts'
import { dueDateOf, newPromise, type SaidPromise } from '#shared/cases/promises/clock.ts'
import { listPromises } from '#shared/desk/list-promises.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { type CommandRouteDependencies, type Context, commandRoutesOf, remarkOf } from './command-route.ts'
import { forCallers } from './lookup-routes.ts'
import {
	breakPromiseContract,
	clearFollowUpContract,
	keepPromiseContract,
	listPromisesContract,
	makePromiseContract,
	movePromiseContract,
	passPromiseContract,
	recordCallContract,
	setFollowUpContract,
	setPhoneFormContract,
} from './promise-contracts.ts'
import { bind, type Route } from './route.ts'

export type PromiseRouteDependencies = CommandRouteDependencies & { readonly list: Pick<CaseList, 'promised'> }

type Routing = ReturnType<typeof commandRoutesOf>

/** Parses the path's promise. Throws `RefusedError('promiseUnknown')` for an invalid id. */
const promiseOf = ({ params }: Context): PromiseId => {
	const parsed = promiseIdSchema.safeParse(params.promise)
	if (!parsed.success) throw new RefusedError('promiseUnknown')
	return parsed.data
}

/** Proposes a command with what its author says in a note, unless something speaks against that. */
const withNote = (
	dependencies: PromiseRouteDependencies,
	text: string | undefined,
	context: Context,
	commandOf: (note: { readonly id: NoteKey } | undefined) => CommandOf<'makePromise' | 'setFollowUp' | 'recordCall'>,
) => {
	const content = text === undefined ? undefined : remarkOf(dependencies, { field: 'note', text }, context)
	if (content !== undefined && 'objection' in content) return content
	return { command: commandOf(content), content }
}

/** Returns the routes of commands on promises. */
const promiseCommandRoutes = (dependencies: PromiseRouteDependencies, route: Routing): readonly Route[] => {
	const dueDate = (dueAt: string, { state, actor: { team }, now }: Context) =>
		dueDateOf(dependencies.calendars(), state, { dueAt, team, now })
	const recipient = async (to: string): Promise<CommandOf<'passPromise'>['to']> => {
		const named = await colleagueNamed(dependencies.roster, to)
		return named === 'team' ? { code: to } : named
	}
	return [
		route(makePromiseContract, ({ kind, dueAt, owedBy, note: text }, context) =>
			withNote(dependencies, text, context, (note) => {
				const { by, newKey, actor } = context
				const date = dueDate(dueAt, context)
				const promise = { id: newKey('promise'), what: kind, owedBy, team: actor.team, ...date }
				return { kind: 'makePromise', by, promise, note: note?.id }
			}),
		),
		route(keepPromiseContract, ({ on }, context) => ({
			command: { kind: 'keepPromise', by: context.by, promise: promiseOf(context), on },
		})),
		route(breakPromiseContract, (_, context) => ({
			command: { kind: 'breakPromise', by: context.by, promise: promiseOf(context) },
		})),
		route(movePromiseContract, ({ dueAt, agreed }, context) => {
			const to = { id: context.newKey('promise'), ...dueDate(dueAt, context) }
			return { command: { kind: 'movePromise', by: context.by, promise: promiseOf(context), to, agreed } }
		}),
		route(passPromiseContract, async ({ to }, context) => ({
			command: { kind: 'passPromise', by: context.by, promise: promiseOf(context), to: await recipient(to) },
		})),
	]
}

/** Returns the routes of calls and of dates to see a case again. */
const dateRoutes = (dependencies: PromiseRouteDependencies, route: Routing): readonly Route[] => {
	const made = (said: SaidPromise | undefined, { state, newKey, actor: { team, role }, now }: Context) => {
		// Who only answers the telephone keeps no promise of the desk's.
		const owed = said !== undefined && role === 'callcentre' ? { ...said, owedBy: 'team' as const } : said
		return newPromise(dependencies.calendars(), state, owed, { id: newKey('promise'), team, now })
	}
	return [
		route(setFollowUpContract, ({ at: dueAt, note: text }, context) =>
			withNote(dependencies, text, context, (note) => ({ kind: 'setFollowUp', by: context.by, dueAt, note: note?.id })),
		),
		route(clearFollowUpContract, (_, { by }) => ({ command: { kind: 'clearFollowUp', by } })),
		forCallers(
			route(recordCallContract, ({ direction, result, note: text, promise }, context) =>
				withNote(dependencies, text, context, (note) => ({
					kind: 'recordCall',
					by: context.by,
					direction,
					result,
					note: note?.id,
					promise: made(promise, context),
				})),
			),
		),
		route(setPhoneFormContract, ({ form, asked }, { by }) => ({
			command: { kind: 'setPhoneForm', by, form, asked },
		})),
	]
}

/** Returns the routes of what we owe, of calls, and of dates to see a case again. */
export const promiseRoutes = (dependencies: PromiseRouteDependencies): readonly Route[] => {
	const route = commandRoutesOf(dependencies)
	return [
		bind(listPromisesContract, async ({ query: { whose, limit, cursor } }, { key, team }) => ({
			status: 200,
			body: { ...(await listPromises(dependencies, { whose, key, team }, limit, cursor)) },
		})),
		...promiseCommandRoutes(dependencies, route),
		...dateRoutes(dependencies, route),
	]
}
