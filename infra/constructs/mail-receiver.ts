import { CfnOutput, Stack } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { CfnReceiptRule, CfnReceiptRuleSet } from 'aws-cdk-lib/aws-ses'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { Construct } from 'constructs'
import type { DurableQueue } from './durable-queue.ts'
import type { RawStore } from './raw-store.ts'

export type MailReceiverProps = {
	/** The domain whose mails are ours, usually a CloudFormation parameter. Its MX record leads to SES. */
	readonly domain: string
	/** Where the mails lie. */
	readonly store: RawStore
	/** The queue that is told of each of them, as SES tells it. */
	readonly queue: DurableQueue
}

/**
 * Takes all mails of one domain by SES: over TLS or not at all, looked through for spam and viruses, put into the bucket,
 * then told of on the queue. People make the rule set the active one, for an account has one only (runbook).
 */
export class MailReceiver extends Construct {
	constructor(scope: Construct, id: string, props: MailReceiverProps) {
		super(scope, id)
		const { queue, deadLetters } = props.queue
		const ruleSetName = `${Stack.of(this).stackName}-mails`
		const ruleName = 'mails'
		const ruleArn = Stack.of(this).formatArn({
			service: 'ses',
			resource: 'receipt-rule-set',
			resourceName: `${ruleSetName}:receipt-rule/${ruleName}`,
		})
		const topic = this.#createTopic(ruleArn)
		topic.addSubscription(new SqsSubscription(queue, { rawMessageDelivery: true, deadLetterQueue: deadLetters }))
		const { policy, ...place } = props.store.takeMails(ruleArn)
		const ruleSet = new CfnReceiptRuleSet(this, 'RuleSet', { ruleSetName })
		const rule = new CfnReceiptRule(this, 'Rule', {
			ruleSetName: ruleSet.ref,
			rule: {
				name: ruleName,
				enabled: true,
				recipients: [props.domain],
				scanEnabled: true,
				tlsPolicy: 'Require',
				actions: [{ s3Action: { ...place, topicArn: topic.topicArn } }],
			},
		})
		// SES tries both when the rule is made.
		rule.node.addDependency(policy, topic)
		new CfnOutput(this, 'RuleSetName', {
			value: ruleSet.ref,
			description: 'To be made the active receipt rule set; no mail comes in before that',
		})
		new CfnOutput(this, 'Mx', {
			value: `${props.domain} MX 10 inbound-smtp.${Stack.of(this).region}.amazonaws.com`,
			description: 'To be set in the DNS of the domain that customers answer to',
		})
	}

	#createTopic(ruleArn: string): Topic {
		const topic = new Topic(this, 'Received', { enforceSSL: true })
		topic.addToResourcePolicy(
			new PolicyStatement({
				principals: [new ServicePrincipal('ses.amazonaws.com')],
				actions: ['sns:Publish'],
				resources: [topic.topicArn],
				conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account, 'aws:SourceArn': ruleArn } },
			}),
		)
		return topic
	}
}
