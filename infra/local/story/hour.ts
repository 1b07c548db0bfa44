import type { HourCustomer } from '#infra/local/practice/world/play-hour.ts'
import { aboutContracts } from './hour/contracts.ts'
import { whatPeopleMet } from './hour/encounters.ts'
import { aboutMoney } from './hour/money.ts'
import { withoutLine } from './hour/outages.ts'

/**
 * The fixed hour: forty customers, whom the practice place plays. All of them, their places and what they write are made up;
 * numbers are of those that are reserved for films, or examples of their kind.
 */
export const hourOfCustomers: readonly HourCustomer[] = [
	...withoutLine,
	...aboutMoney,
	...aboutContracts,
	...whatPeopleMet,
]
