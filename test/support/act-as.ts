import { vi } from 'vitest'
import { accessKeyIdOf, OPERATOR_KEY } from '#infra/local/cloud/proxy/aws-call.ts'
import { leadHttpsTo } from './https-to-http.ts'
import type { LocalParts } from './local-parts.ts'

/**
 * Leads the calls that adapters of this process make to AWS's host names to the local parts, with the rights of a function,
 * or the operator's. Gives what ends it.
 */
export const actAs = (local: LocalParts, functionName?: string): (() => void) => {
	vi.stubEnv('AWS_REGION', 'eu-central-1')
	vi.stubEnv('AWS_ACCESS_KEY_ID', functionName === undefined ? OPERATOR_KEY : accessKeyIdOf(functionName))
	vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'any')
	vi.stubEnv('AWS_SESSION_TOKEN', 'any')
	const leadBack = leadHttpsTo(() => local.parts.proxyPort)
	return () => {
		leadBack()
		vi.unstubAllEnvs()
	}
}
