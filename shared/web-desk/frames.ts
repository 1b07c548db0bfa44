import * as z from 'zod'
import { dutyAt } from '#shared/agents/roster.ts'
import { newSecret } from '#shared/agents/session.ts'
import type { WorkingRoster } from '#shared/agents/working-roster.ts'
import { teamSchema } from '#shared/cases/actor.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import type { DeskGlance, GlanceStore } from '#shared/desk/desk-glance.ts'
import type { Frame } from '#shared/desk/pages/frame.ts'
import { DESK_TEXTS } from '#shared/desk/pages/texts/desk-texts.ts'
import type { ShowQueue } from '#shared/desk/queue/show-queue.ts'
import { QUEUE_VIEWS } from '#shared/desk/queue/view-codes.ts'
import { READERS } from '#shared/http/route.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Random } from '#shared/kernel/id.ts'
import type { SendingState } from '#shared/sending/sending-state.ts'
import type { DeskAssets } from './assets.ts'
import type { DeskCookies } from './cookies.ts'
import { hereOf, languageFor, type WebDeskContext } from './environment.ts'
import { noticeOf } from './notice.ts'
import type { ShownAct } from './page-call.ts'

/** What an address asks to see of the lists; what is wrong in it is left out, as if nobody had asked. */
export const lookedSchema = z.object({
	view: z.enum(QUEUE_VIEWS).catch('now'),
	team: teamSchema.optional().catch(undefined),
})

type GlanceDependencies = { readonly showQueue: Pick<ShowQueue, 'pulseKeys'>; readonly glances: GlanceStore }

/** Creates what reads, once for all that a request shows, what tells of news of the lists, and of a case. */
export const createGlanceOf =
	({ showQueue, glances }: GlanceDependencies) =>
	(context: WebDeskContext, caseId?: CaseId | undefined): Promise<DeskGlance> => {
		const known = context.get('glance')
		if (known !== undefined) return known
		const looked = lookedSchema.parse(context.req.query())
		const read = glances.read(showQueue.pulseKeys(context.get('signedIn').agent, looked), caseId)
		context.set('glance', read)
		return read
	}
export type GlanceOf = ReturnType<typeof createGlanceOf>

export type FrameDependencies = {
	readonly showQueue: Pick<ShowQueue, 'counts' | 'dangers'>
	readonly sendingState: () => Promise<SendingState>
	readonly workingRoster: () => Promise<WorkingRoster>
	readonly assets: () => DeskAssets
	readonly cookies: DeskCookies
	readonly clock: Clock
	readonly random: Random
}

/** Makes the frame of a page: who looks, how, and what goes on. `isWhole`: with the counts, which are dear. */
export const createFrameOf =
	({ showQueue, sendingState, workingRoster, assets, cookies, clock, random }: FrameDependencies, glanceOf: GlanceOf) =>
	async (
		context: WebDeskContext,
		{
			isWhole,
			act,
			here = hereOf(context),
		}: {
			readonly isWhole: boolean
			readonly act?: ShownAct | undefined
			readonly here?: string | undefined
		},
	): Promise<Frame> => {
		const { agent, record, session } = context.get('signedIn')
		const language = languageFor(context, cookies)
		const texts = DESK_TEXTS[language]
		const { theme, keys } = cookies.looks(context)
		const now = clock.now()
		const found = READERS.includes(agent.role) ? (await glanceOf(context)).pulses : undefined
		const [counts, dangers, sending, { names }] = await Promise.all([
			isWhole && found !== undefined ? showQueue.counts(agent, found) : undefined,
			found === undefined ? 0 : showQueue.dangers(found),
			sendingState(),
			workingRoster(),
		])
		return {
			texts,
			agent: {
				sub: agent.sub,
				name: record.name,
				initials: record.initials,
				role: agent.role,
				team: agent.team,
				duty: dutyAt(record, now),
			},
			csrf: session.csrf,
			newKey: () => newSecret(random),
			hasKeys: keys === 'keys',
			assets: assets().paths,
			names,
			now,
			here,
			theme,
			counts,
			dangers,
			sending,
			notice: noticeOf(texts, context.req.query(), { now, act }),
		}
	}
export type FrameOf = ReturnType<typeof createFrameOf>
