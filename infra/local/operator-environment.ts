import { rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { LOCAL_REGION, type System } from '#infra/local/cloud/model/system.ts'
import { OPERATOR_KEY } from '#infra/local/cloud/proxy/aws-call.ts'
import { ENV } from '#shared/kernel/env-names.ts'

/** Of those whose logs say what the doors took. */
const DOORS = ['intake-x', 'intake-meta']

/** The value that the functions of the system have for a variable. */
const valueIn = ({ functions }: System, name: string): string => {
	const value = functions.map(({ environment }) => environment[name]).find((one) => one !== undefined)
	if (value === undefined) throw new Error(`No function has the variable ${name}`)
	return value
}

/**
 * Leaves the variables by which the commands of operators reach the running system in `processes/running.env` of its
 * data, until the function it gives is called. The empty ones keep the caller's own account out of it.
 */
export const leaveOperatorEnvironment = (dataDirectory: string, system: System, proxyPort: number): (() => void) => {
	const variables = {
		...Object.fromEntries(
			[ENV.factsTable, ENV.contentTable, ENV.ledgerTable].map((name) => [name, valueIn(system, name)]),
		),
		DELIVERY_LOGS: DOORS.map((door) => join(dataDirectory, 'logs', `${door}.log`)).join(delimiter),
		AWS_ENDPOINT_URL: `http://127.0.0.1:${proxyPort}`,
		AWS_REGION: LOCAL_REGION,
		AWS_ACCESS_KEY_ID: OPERATOR_KEY,
		AWS_SECRET_ACCESS_KEY: 'local',
		AWS_SESSION_TOKEN: '',
		AWS_PROFILE: '',
	}
	const file = join(dataDirectory, 'processes', 'running.env')
	writeFileSync(
		file,
		Object.entries(variables)
			.map(([name, value]) => `${name}=${JSON.stringify(value)}\n`)
			.join(''),
	)
	return () => rmSync(file, { force: true })
}
