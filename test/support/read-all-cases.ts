import { z } from 'zod'
import { caseViewSchema } from '#shared/desk/case-view-schema.ts'
import { timelineEntrySchema } from '#shared/desk/timeline-schema.ts'
import { sideBySide } from './send-as-network.ts'

const pageSchema = z.object({ items: z.array(caseViewSchema()), next: z.string().optional() })
const shownSchema = z.object({ case: caseViewSchema(), timeline: z.array(timelineEntrySchema()) })
export type Shown = z.infer<typeof shownSchema>

/** Every case with its timeline, page by page over the API, as an auditor would read them. */
export const readAllCases = async (origin: string): Promise<readonly Shown[]> => {
	const signIn = await fetch(`${origin}/practice/token?agent=ada`)
	const { token } = z.object({ token: z.string() }).parse(await signIn.json())
	const get = async (path: string): Promise<unknown> => {
		const answer = await fetch(`${origin}/api${path}`, { headers: { authorization: `Bearer ${token}` } })
		if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
		return answer.json()
	}
	const ids: string[] = []
	let cursor: string | undefined
	do {
		const query = new URLSearchParams(cursor === undefined ? { limit: '100' } : { limit: '100', cursor })
		const page = pageSchema.parse(await get(`/cases?${query}`))
		ids.push(...page.items.map(({ id }) => id))
		cursor = page.next
	} while (cursor !== undefined)
	const shown: Shown[] = []
	await sideBySide(ids, 4, async (id) => void shown.push(shownSchema.parse(await get(`/cases/${id}?limit=100`))))
	return shown
}
