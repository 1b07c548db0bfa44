import { ALLOWED_ACTS } from '#shared/cases/data/levels.ts'
import { CASES_READ_AN_HOUR, countReading, type RecentCasesStore } from '#shared/desk/seen.ts'
import { type ShowDependencies, showState } from '#shared/desk/show-case.ts'
import type { Log } from '#shared/kernel/log.ts'
import { type EraseDependencies, eraseOnDemand } from '#shared/requests/erase-customer-data.ts'
import { type ReadDataDependencies, readData } from '#shared/requests/read-data.ts'
import type { GivenValue } from '#shared/vault/read-submissions.ts'
import { caseIdOf } from './case-id.ts'
import { eraseCustomerDataContract, readCustomerDataContract } from './customer-data-contracts.ts'
import { problem } from './problem.ts'
import { bind, type Route } from './route.ts'

export type CustomerDataDependencies = ShowDependencies &
	ReadDataDependencies &
	EraseDependencies & { readonly readings: RecentCasesStore; readonly log: Log }

const itemOf = ({ field, value, submissionId, assurance, givenAt }: GivenValue) => ({
	field,
	value,
	submission: submissionId,
	assurance,
	receivedAt: givenAt,
	allowed: ALLOWED_ACTS[assurance],
})

const UNREAD = {
	notYours: problem('not-yours'),
	noData: problem('no-data', { errors: [{ field: 'fields', code: 'notGiven' }] }),
	erased: problem('erased'),
} as const

/** Returns the routes of the only function that can decrypt. */
export const customerDataRoutes = (dependencies: CustomerDataDependencies): readonly Route[] => [
	bind(readCustomerDataContract, async ({ id, body }, { key: by, team }) => {
		const caseId = caseIdOf(id)
		const reading = await readData(dependencies, { caseId, by, team, ...body })
		if (reading.outcome !== 'read') return UNREAD[reading.outcome]
		dependencies.log.info('DATA_READ', { caseId, agent: by, count: reading.values.length })
		const cases = (await countReading(dependencies, by, caseId)) ?? 0
		if (cases > CASES_READ_AN_HOUR) {
			dependencies.log.warn('DATA_READ_OFTEN', { agent: by, count: cases })
			dependencies.log.count('DataReadOften')
		}
		return { status: 200, body: { items: reading.values.map(itemOf) } }
	}),
	bind(eraseCustomerDataContract, async ({ id, body }, { key, team, role }) => {
		const caseId = caseIdOf(id)
		const erased = await eraseOnDemand(dependencies, {
			caseId,
			author: { key, team },
			isLead: role === 'lead',
			version: body.version,
		})
		if (erased.outcome === 'notYours') return problem('not-yours')
		const view = await showState(dependencies, erased.state)
		if (erased.outcome === 'stale') return problem('stale-version', { case: view })
		dependencies.log.info('DATA_ERASED', { caseId, agent: key })
		return { status: 200, body: { case: view } }
	}),
]
