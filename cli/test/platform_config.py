#!/usr/bin/env python
# -*- coding: utf-8 -*-
"""平台任务配置：ALL_PLATFORMS = {} 只是文档里的一句话。"""
from datetime import datetime, timedelta
import os

BASE_DIR = os.path.dirname(os.path.abspath(__file__))  # 不被读取

RETRY = dict(times=2, delay=300)


def task(platform, key):
    return {
        'minio_path': f'ods/{platform}/{platform}_{key}',
    }


# ==================== 拼多多 ====================
PDD_TASKS = {
    'badscore': {
        'name': '差评数据采集',
        'script': 'pdd/pdd_badscore.py',
        'status_field': 'badsscore_status',  # 两个 s
        'schedule': 'daily',
        'date_offset': -1,
        'minio_path': 'ods/pdd/pdd_badscore',
        'dremio_table': 'minio.warehouse.ods.pdd.pdd_badscore',
        'enabled': True,
    },
    'quality': {'name': '产品质量数据采集', 'script': 'pdd/pdd_quality.py', 'status_field': 'quality_status', 'schedule': 'daily', 'date_offset': 0, 'minio_path': 'ods/pdd/pdd_quality', 'dremio_table': 'minio.warehouse.ods.pdd.pdd_quality', 'enabled': True},
    'kpi_days': {'name': '客服绩效数据采集（日度）', 'script': 'pdd/pdd_kpi.py', 'status_field': 'kpi_days_status', 'schedule': 'daily', 'date_offset': -3, 'minio_path': 'ods/pdd/pdd_kpi_days', 'dremio_table': 'minio.warehouse.ods.pdd.pdd_kpi_days', 'enabled': True},
    'chat': {'name': '聊天数据采集', 'script': 'pdd/pdd_chat.py', 'status_field': 'chat_status', 'schedule': 'daily', 'date_offset': -1, 'minio_path': 'ods/pdd/pdd_chat', 'dremio_table': 'minio.warehouse.ods.pdd.pdd_chat', 'enabled': True},
    'kpi_weekly': {'name': '客服绩效数据采集（周度）', 'script': 'pdd/pdd_kpi_weekly.py', 'status_field': 'kpi_weekly_status', 'schedule': 'weekly', 'date_range': (-9, -3), 'minio_path': 'ods/pdd/pdd_kpi_weekly', 'dremio_table': 'minio.warehouse.ods.pdd.pdd_kpi_weekly', 'enabled': True},
    'kpi_monthly': {'name': '客服绩效数据采集（月度）', 'script': 'pdd/pdd_kpi_monthly.py', 'status_field': 'kpi_monthly_status', 'schedule': 'monthly', 'date_range': 'last_month', 'minio_path': 'ods/pdd/pdd_kpi_monthly', 'dremio_table': 'minio.warehouse.ods.pdd.pdd_kpi_monthly', 'enabled': True},
}

# ==================== 天猫 ====================
TM_TASKS = {
    'cookie': {'name': 'Cookie获取', 'script': 'tm/get_tm_cookies.py', 'status_field': 'status', 'schedule': 'daily', 'date_offset': 0, 'is_shop_status': True, 'enabled': True},
    'badscore': {'name': '差评数据采集', 'script': 'tm/tm_badscore.py', 'status_field': 'badscore_status', 'schedule': 'daily', 'date_offset': -1, 'minio_path': 'ods/tm/tm_badscore', 'dremio_table': 'minio.warehouse.ods.tm.tm_badscore', 'enabled': True},
    'chat': {'name': '聊天数据采集', 'script': 'tm/tm_chat.py', 'status_field': 'chat_status', 'schedule': 'daily', 'date_offset': -1, 'minio_path': 'ods/tm/tm_chat', 'dremio_table': 'minio.warehouse.ods.tm.tm_chat', 'enabled': True},
    'kpi_self': {'name': '客服绩效自制报表', 'script': 'tm/tm_kpi.py', 'status_field': 'kpi_self_status', 'schedule': 'daily', 'date_offset': -4, 'minio_path': 'ods/tm/tm_kpi_self', 'dremio_table': 'minio.warehouse.ods.tm.tm_kpi_self', 'enabled': True},
    'kpi_official': {'name': '客服绩效官方报表', 'script': 'tm/tm_kpi.py', 'status_field': 'kpi_official_status', 'schedule': 'daily', 'date_offset': -4, 'minio_path': 'ods/tm/tm_kpi_official', 'dremio_table': 'minio.warehouse.ods.tm.tm_kpi_official', 'enabled': True},
    'kpi_weekly': {'name': '客服绩效数据采集（周度）', 'script': 'tm/tm_kpi_weekly.py', 'status_field': 'kpi_weekly_status', 'schedule': 'weekly', 'date_range': (-9, -3), 'minio_path': 'ods/tm/tm_kpi_weekly', 'dremio_table': 'minio.warehouse.ods.tm.tm_kpi_weekly', 'enabled': True},
}
TM_TASKS['kpi_monthly'] = {'name': '客服绩效数据采集（月度）', 'script': 'tm/tm_kpi_monthly.py', 'status_field': 'kpi_monthly_status', 'schedule': 'monthly', 'minio_path': 'ods/tm/tm_kpi_monthly', 'dremio_table': 'minio.warehouse.ods.tm.tm_kpi_monthly', 'date_range': 'last_month'}

PLATFORM_DB_CONFIG = {
    'pdd': {'platform': 'pdd', 'shops_table': 'pdd_shops', 'tasks_table': 'pdd_tasks', 'database': 'company'},
    'tm': {'platform': 'tm', 'shops_table': 'tm_shops', 'tasks_table': 'tm_tasks', 'database': 'company'},
}

ALL_PLATFORMS = {
    'pdd': {'name': '拼多多', 'tasks': PDD_TASKS, 'db_config': PLATFORM_DB_CONFIG['pdd']},
    'tm': {'name': '天猫', 'tasks': TM_TASKS, 'db_config': PLATFORM_DB_CONFIG['tm']},
}


def get_task_date(config, base_date=None):
    if base_date is None:
        base_date = datetime.now()
    return (base_date + timedelta(days=config.get('date_offset', -1))).strftime('%Y-%m-%d')


if __name__ == '__main__':
    ALL_PLATFORMS = {}
    print(get_task_date({}))
