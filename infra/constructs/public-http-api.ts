import { CfnOutput } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import {
	ApiMapping,
	DomainName,
	HttpApi,
	HttpMethod,
	HttpNoneAuthorizer,
	HttpStage,
	LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import { FilterPattern, LogGroup } from 'aws-cdk-lib/aws-logs'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'
import type { Stage } from '../stage.ts'
import { ALARM_PERIOD, ImpactAlarm } from './impact-alarm.ts'
import type { ServiceFunction } from './service-function.ts'

export type HttpRoute = {
	/** Default: any method. */
	readonly methods?: readonly HttpMethod[] | undefined
	/** e.g. `/api/{proxy+}` */
	readonly path: string
	readonly handler: ServiceFunction
	/** Whether it can be called without a token, in an API that asks for tokens. Default: no. */
	readonly isOpen?: boolean | undefined
}

/** The issuer of an API's tokens, and what their `aud` may be, or without one their `client_id`. */
export type JwtRules = { readonly issuer: string; readonly audiences: string[] }

/** A host name of ours, and the ARN of a certificate for it. */
export type ApiHost = { readonly name: string; readonly certificateArn: string }

export type PublicHttpApiProps = {
	readonly stage: Stage
	readonly description: string
	readonly routes: readonly HttpRoute[]
	/** The one host name it is served under. Default: AWS's address. */
	readonly host?: ApiHost | undefined
	/** The tokens that all routes ask for, save those that are open. Default: anybody may call. */
	readonly tokens?: (JwtRules & { readonly scope: string }) | undefined
	/** Requests a second on average at most. */
	readonly rateLimit: number
	/** Concurrent requests at most. */
	readonly burstLimit: number
	/** The consequence when callers get 5xx, as a sentence. The runbook article is `<id>-server-errors`. */
	readonly impact: string
	readonly alarmTopic: ITopic
}

/** The route that was called, never path or query, which can contain tokens; no network address either. */
const accessLogFormat = AccessLogFormat.custom(
	JSON.stringify({
		requestId: '$context.requestId',
		at: '$context.requestTime',
		route: '$context.routeKey',
		status: '$context.status',
		responseLength: '$context.responseLength',
		latencyMilliseconds: '$context.responseLatency',
		integrationStatus: '$context.integrationStatus',
		errorType: '$context.error.responseType',
		authorizerError: '$context.authorizer.error',
	}),
)

/** Refusals in a period that say nothing: tokens that ended, pages that were left open. */
const REFUSALS_EXPECTED = 50

/** The lines of calls that the authorizer refused: a function that refuses has been called, and has a status. */
const REFUSED_AT_DOOR = '{ (($.status = "401") || ($.status = "403")) && ($.integrationStatus = "-") }'

/**
 * An HTTP API in public: throttled, with an access log without personal data. One that asks for tokens has AWS's own
 * authorizer before its routes, and an alarm on what that refuses.
 */
export class PublicHttpApi extends HttpApi {
	constructor(scope: Construct, id: string, props: PublicHttpApiProps) {
		super(scope, id, {
			description: props.description,
			createDefaultStage: false,
			disableExecuteApiEndpoint: props.host !== undefined,
		})
		const authorizer =
			props.tokens && new HttpJwtAuthorizer('Tokens', props.tokens.issuer, { jwtAudience: props.tokens.audiences })
		const logGroup = new LogGroup(scope, `${id}-access-log`, {
			retention: props.stage.logRetention,
			removalPolicy: props.stage.removalPolicy,
		})
		const stage = new HttpStage(this, 'Stage', {
			httpApi: this,
			stageName: '$default',
			autoDeploy: true,
			throttle: { rateLimit: props.rateLimit, burstLimit: props.burstLimit },
			accessLogSettings: { destination: new LogGroupLogDestination(logGroup), format: accessLogFormat },
		})
		if (props.host) this.#answerUnder(props.host, stage)
		new ImpactAlarm(this, 'ServerErrorsAlarm', {
			metric: this.metricServerError({ period: ALARM_PERIOD, statistic: 'Sum' }),
			impact: props.impact,
			article: `${id}-server-errors`,
			topic: props.alarmTopic,
		})
		if (authorizer) this.#watchRefusals(logGroup, props.alarmTopic)
		for (const { methods, path, handler, isOpen = false } of props.routes) {
			const isAsked = props.tokens !== undefined && !isOpen
			this.addRoutes({
				path,
				methods: [...(methods ?? [HttpMethod.ANY])],
				integration: new HttpLambdaIntegration(`${handler.node.id}-integration`, handler),
				authorizer: isAsked && authorizer ? authorizer : new HttpNoneAuthorizer(),
				authorizationScopes: isAsked ? [props.tokens.scope] : [],
			})
		}
	}

	#watchRefusals(accessLog: LogGroup, topic: ITopic): void {
		const filter = accessLog.addMetricFilter('TokensRefused', {
			filterPattern: FilterPattern.literal(REFUSED_AT_DOOR),
			metricNamespace: 'hilft',
			metricName: 'TokensRefusedAtDoor',
		})
		new ImpactAlarm(this, 'TokensRefusedAlarm', {
			metric: filter.metric({ period: ALARM_PERIOD, statistic: 'Sum' }),
			above: REFUSALS_EXPECTED,
			impact:
				'Many calls come without a token that fits: either the team cannot get in any more, or a stranger tries to.',
			article: 'tokens-refused-at-door',
			topic,
		})
	}

	/** Serves the API under a host name of the company, which still has to point it at `regionalDomainName` in its DNS. */
	#answerUnder(host: ApiHost, stage: HttpStage): void {
		const domainName = new DomainName(this, 'Host', {
			domainName: host.name,
			certificate: Certificate.fromCertificateArn(this, 'Certificate', host.certificateArn),
		})
		new ApiMapping(this, 'Mapping', { api: this, domainName, stage })
		new CfnOutput(this, 'PointHostTo', { value: domainName.regionalDomainName })
	}
}
