import { dutyAt } from '#shared/agents/roster.ts'
import { newSecret } from '#shared/agents/session.ts'
import type { DeskNotice, Frame } from '#shared/desk/pages/frame.ts'
import { DESK_TEXTS } from '#shared/desk/pages/texts/desk-texts.ts'
import type { ShowQueue } from '#shared/desk/queue/show-queue.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Random } from '#shared/kernel/id.ts'
import type { SendingState } from '#shared/sending/sending-state.ts'
import type { DeskAssets } from './assets.ts'
import type { DeskCookies } from './cookies.ts'
import { hereOf, languageFor, type WebDeskContext } from './environment.ts'
import type { RefusedAct } from './page-call.ts'

export type FrameDependencies = {
	readonly showQueue: Pick<ShowQueue, 'counts' | 'dangers'>
	readonly sendingState: () => Promise<SendingState>
	readonly assets: () => DeskAssets
	readonly cookies: DeskCookies
	readonly clock: Clock
	readonly random: Random
}

const DONE = { de: 'Erledigt.', en: 'Done.' } as const

/** Says what became of the act before, where there was one. */
const noticeOf = (
	context: WebDeskContext,
	language: 'de' | 'en',
	refused: RefusedAct | undefined,
): DeskNotice | undefined => {
	if (refused !== undefined) return { kind: 'refused', text: String(refused.problem.body.detail ?? '') }
	return context.req.query('done') === undefined ? undefined : { kind: 'done', text: DONE[language] }
}

/** Makes the frame of a page: who looks, how, and what goes on. `isWhole`: with the counts, which are dear. */
export const createFrameOf =
	({ showQueue, sendingState, assets, cookies, clock, random }: FrameDependencies) =>
	async (
		context: WebDeskContext,
		{
			isWhole,
			notice,
			refused,
		}: {
			readonly isWhole: boolean
			readonly notice?: DeskNotice | undefined
			readonly refused?: RefusedAct | undefined
		},
	): Promise<Frame> => {
		const { agent, record, session } = context.get('signedIn')
		const language = languageFor(context, cookies)
		const { theme, keys } = cookies.looks(context)
		const [counts, dangers, sending] = await Promise.all([
			isWhole ? showQueue.counts(agent) : undefined,
			showQueue.dangers(),
			sendingState(),
		])
		return {
			texts: DESK_TEXTS[language],
			agent: {
				name: record.name,
				initials: record.initials,
				role: agent.role,
				team: agent.team,
				duty: dutyAt(record, clock.now()),
			},
			csrf: session.csrf,
			newKey: () => newSecret(random),
			hasKeys: keys === 'keys',
			assets: assets().paths,
			here: hereOf(context),
			theme,
			counts,
			dangers,
			sending,
			notice: notice ?? noticeOf(context, language, refused),
		}
	}
export type FrameOf = ReturnType<typeof createFrameOf>
