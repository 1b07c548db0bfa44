import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { PracticeRefusal } from '#infra/local/practice/kernel/refusal.ts'
import { SECOND } from '#shared/kernel/clock.ts'
import { deleteInApp, editInApp } from './change-as-customer.ts'
import type { PracticeNetwork, PracticeVisibility } from './network.ts'
import type { World } from './world.ts'
import { customerPostSchema, writeAsCustomer } from './write-as-customer.ts'

/** One act of a customer, in a minute of the hour from 0. `as` names a post for later acts, of whomever. */
export type HourAct = { readonly minute: number } & (
	| {
			readonly visibility: PracticeVisibility
			readonly text: string
			readonly as?: string | undefined
			/** The post that it answers. */
			readonly under?: string | undefined
			readonly hasPicture?: true | undefined
	  }
	| { readonly edits: string; readonly text: string }
	| { readonly deletes: string }
)

/** An account on a network, and all that is done with it in the hour. */
export type HourAccount = {
	readonly name: string
	readonly network: PracticeNetwork
	readonly acts: readonly HourAct[]
}

/** A customer; some have more than one account. */
export type HourCustomer = readonly [HourAccount, ...HourAccount[]]

/** How much of the latest run was done; no run before the first. */
export type HourProgress = { readonly run?: number | undefined; readonly played: number; readonly of: number }

type Played = HourAct & { readonly account: HourAccount; readonly index: number }

/** An hour takes half a minute. */
const MINUTE_OF_THE_HOUR = SECOND / 2

const runSchema = z.object({ run: z.number().nullable() })
const countSchema = z.object({ played: z.number() })
const postSchema = z.object({ post_id: z.string() })

const inOrder = (customers: readonly HourCustomer[]): readonly Played[] =>
	customers
		.flat()
		.flatMap((account) => account.acts.map((act) => ({ ...act, account })))
		.toSorted((one, other) => one.minute - other.minute)
		.map((act, index) => ({ ...act, index }))

export type HourOptions = {
	readonly database: DatabaseSync
	readonly world: World
	readonly customers: readonly HourCustomer[]
	/** Milliseconds that a minute of the hour takes: 500 unless given. */
	readonly minuteMilliseconds?: number | undefined
}

/**
 * Creates what plays a fixed hour of customers, always in the same order. Each act is stored with its effect, so that a run
 * that was broken off goes on where it was.
 */
export const createHour = ({ database, world, customers, ...options }: HourOptions) => {
	const { minuteMilliseconds = MINUTE_OF_THE_HOUR } = options
	const acts = inOrder(customers)
	const latest = database.prepare('select max(run) as run from hour_runs')
	const begin = database.prepare('insert into hour_runs (run) values (?)')
	const note = database.prepare('insert into hour_acts (run, act, name, post_id) values (?, ?, ?, ?)')
	const count = database.prepare('select count(*) as played from hour_acts where run = ?')
	const named = database.prepare('select post_id from hour_acts where run = ? and name = ? and post_id is not null')
	let timer: NodeJS.Timeout | undefined
	let isStopped = false

	const progress = (): HourProgress => {
		const { run } = runSchema.parse(latest.get())
		const of = acts.length
		return run === null ? { played: 0, of } : { run, played: countSchema.parse(count.get(run)).played, of }
	}

	const postNamed = (run: number, name: string): string => {
		const { data } = postSchema.safeParse(named.get(run, name))
		if (data === undefined) throw new PracticeRefusal('unknown-post', { field: name })
		return data.post_id
	}

	/** Does it, and returns the id of what was written. */
	const perform = (run: number, act: Played): string | undefined => {
		if ('deletes' in act) return void deleteInApp(world, postNamed(run, act.deletes))
		if ('edits' in act) return void editInApp(world, postNamed(run, act.edits), act.text)
		const { account, visibility, text, hasPicture: picture } = act
		const { network } = account
		// A later run is of other people, so that each has a case of their own.
		const author = run === 1 ? account.name : `${account.name} ${run}`
		const inReplyTo = act.under === undefined ? undefined : postNamed(run, act.under)
		const post = customerPostSchema.parse({ network, visibility, author, text, picture, inReplyTo })
		return writeAsCustomer(world, post).id
	}

	const nameOf = (act: Played): string | null => ('as' in act ? (act.as ?? null) : null)

	/** Passes over what can no longer be done, as a post that somebody deleted on the pages. */
	const performOrPass = (run: number, act: Played): string | undefined => {
		try {
			return perform(run, act)
		} catch (error) {
			if (error instanceof PracticeRefusal) return undefined
			throw error
		}
	}

	const playFrom = (run: number, index: number): void => {
		const act = acts[index]
		if (act === undefined || isStopped) return
		database.exec('begin immediate')
		try {
			note.run(run, index, nameOf(act), performOrPass(run, act) ?? null)
			database.exec('commit')
		} catch (error) {
			database.exec('rollback')
			throw error
		}
		const next = acts[index + 1]
		if (next === undefined) return
		timer = setTimeout(() => playFrom(run, index + 1), (next.minute - act.minute) * minuteMilliseconds)
	}

	return {
		progress,
		/** Begins another run unless one is under way. */
		play: (): HourProgress & { readonly isNew: boolean } => {
			const { run = 0, played, of } = progress()
			if (run > 0 && played < of) return { run, played, of, isNew: false }
			begin.run(run + 1)
			playFrom(run + 1, 0)
			return { ...progress(), isNew: true }
		},
		/** Goes on with a run that was broken off. */
		resume: (): void => {
			const { run, played } = progress()
			if (run !== undefined) playFrom(run, played)
		},
		stop: (): void => {
			isStopped = true
			clearTimeout(timer)
		},
	}
}
export type PracticeHour = ReturnType<typeof createHour>
