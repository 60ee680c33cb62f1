import { Component, type ReactNode } from 'react';
import { t } from '../i18n/t';
import { Button } from './Button';
import { Notice } from './Notice';

interface Props {
  readonly children: ReactNode;
}

/** What breaks inside stays inside: the rest of the screen, GO above all, goes on. */
export class ErrorBoundary extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <Notice
        tone="danger"
        actions={
          <Button size="small" onClick={() => this.setState({ broken: false })}>
            {t('console.restore')}
          </Button>
        }
      >
        {t('console.broken')}
      </Notice>
    );
  }
}
