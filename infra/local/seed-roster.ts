import { LOCAL_REGION } from '#infra/local/cloud/model/system.ts'
import { OPERATOR_KEY } from '#infra/local/cloud/proxy/aws-call.ts'
import type { PracticeAgent } from '#infra/local/practice/sign-in/agents.ts'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { createDynamoAgents } from '#shared/aws/roster-store.ts'
import { systemClock } from '#shared/kernel/clock.ts'
import { newId, systemRandom } from '#shared/kernel/id.ts'

/** Where the roster lies, reached with an operator's rights as in the cloud. */
export type RosterPlace = { readonly table: string; readonly proxyPort: number }

/**
 * Puts the practice agents on the roster who do not stand on it. What leads wrote stays as it is: who was retired on a
 * practice ground is retired after a restart.
 */
export const seedRoster = async (
	{ table, proxyPort }: RosterPlace,
	agents: readonly PracticeAgent[],
): Promise<void> => {
	const client = createDocumentClient({
		endpoint: `http://127.0.0.1:${proxyPort}`,
		region: LOCAL_REGION,
		credentials: { accessKeyId: OPERATOR_KEY, secretAccessKey: 'local' },
	})
	try {
		const { roster } = createDynamoAgents(client, table, systemClock)
		const { records, ...read } = await roster.list()
		let { revision } = read
		const known = new Set(records.map(({ sub }) => sub))
		for (const { id: sub, name, role, team } of agents.filter((one) => !known.has(one.id))) {
			const key = newId('agent', systemRandom)
			const record = {
				sub,
				key,
				name,
				role,
				team,
				languages: ['de', 'en'],
				duty: { state: 'on' },
				dutySince: systemClock.now(),
				revision: 1,
			} as const
			await roster.put({ ...record, languages: [...record.languages] }, revision)
			revision += 1
		}
	} finally {
		client.destroy()
	}
}
