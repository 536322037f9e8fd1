import { DomainName } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import { ARecord, type IHostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGatewayv2DomainProperties } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';

export interface WebDomainProps {
  readonly zone: IHostedZone;
  /** In the zone, such as papers.example.org. */
  readonly domain: string;
}

/** A name of our own for the HTTP API, with its certificate, which the zone's records prove to be ours. */
export class WebDomain extends Construct {
  readonly domainName: DomainName;

  constructor(scope: Construct, id: string, { zone, domain }: WebDomainProps) {
    super(scope, id);
    const certificate = new Certificate(this, 'Certificate', {
      domainName: domain,
      validation: CertificateValidation.fromDns(zone),
    });
    this.domainName = new DomainName(this, 'Name', { domainName: domain, certificate });
    const { regionalDomainName, regionalHostedZoneId } = this.domainName;
    new ARecord(this, 'Record', {
      zone,
      recordName: `${domain}.`,
      target: RecordTarget.fromAlias(
        new ApiGatewayv2DomainProperties(regionalDomainName, regionalHostedZoneId),
      ),
    });
  }
}
