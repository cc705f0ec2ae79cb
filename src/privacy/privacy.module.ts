import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { ExtractController } from './extract.controller.js';
import { Extracts } from './extract.service.js';
import './kernel.extract.js';

@Module({ imports: [AuthModule], controllers: [ExtractController], providers: [Extracts] })
export class PrivacyModule {}
