import { resolve } from 'node:path'
import { accessKeyIdOf } from '../proxy/aws-call.ts'
import { LOCAL_REGION, type LocalFunction } from '../system.ts'

/**
 * All variables a function sees: the template's and what Lambda itself sets, nothing of the developer's shell.
 * The access key id tells the proxy whose role to enforce.
 */
export const environmentVariables = (fn: LocalFunction, runtimeApi: string): Readonly<Record<string, string>> => ({
	...fn.environment,
	AWS_REGION: LOCAL_REGION,
	AWS_DEFAULT_REGION: LOCAL_REGION,
	AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
	AWS_LAMBDA_FUNCTION_NAME: fn.name,
	AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
	AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(fn.memoryMegabytes),
	AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
	AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${fn.name}`,
	AWS_LAMBDA_LOG_STREAM_NAME: 'local',
	AWS_LAMBDA_RUNTIME_API: runtimeApi,
	AWS_ACCESS_KEY_ID: accessKeyIdOf(fn.name),
	AWS_SECRET_ACCESS_KEY: 'local',
	AWS_SESSION_TOKEN: 'local',
	_HANDLER: fn.handler,
	LAMBDA_TASK_ROOT: resolve(fn.codeDirectory),
	LANG: 'en_US.UTF-8',
	TZ: ':UTC',
	PATH: '/usr/local/bin:/usr/bin:/bin',
})
